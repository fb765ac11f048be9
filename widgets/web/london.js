// The time in London by the rule that widgets/engine/dates.py has: an hour ahead of UTC from the last
// Sunday of March to the last of October, at 01:00 UTC (Summer Time Order 2002). A browser's own
// calendar takes 30 ms to come the first time, on a phone four times that, before the first question.

const AN_HOUR = 60 * 60 * 1000;

function lastSunday(year, month) {
  const last = new Date(Date.UTC(year, month, 31, 1));
  last.setUTCDate(31 - last.getUTCDay());
  return last;
}

// As London's clocks show it: 2026-11-22T17:30.
export function londonNow(now = new Date()) {
  const year = now.getUTCFullYear();
  const summer = lastSunday(year, 2) <= now && now < lastSunday(year, 9);
  return new Date(now.getTime() + (summer ? AN_HOUR : 0)).toISOString().slice(0, 16);
}

// 2026-11-22.
export const londonDay = (now = new Date()) => londonNow(now).slice(0, 10);
