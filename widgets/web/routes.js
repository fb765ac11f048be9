// Walks the edges that the engine wrote into the page, so that an answer given before Python has
// started moves on at once. Nothing is decided here: every way was computed at build time.

export class Routes {
  constructor({ routes, bands, items }) {
    this.nodes = routes.nodes;
    this.start = routes.start;
    this.bands = bands;
    this.items = items;
  }

  // Follow answers from the first step to {step} or {outcome}; {waits} where a table was too large
  // for the page, {stuck} when the page holds no edge for an answer.
  follow(answers) {
    let name = this.start;
    for (;;) {
      const node = this.nodes[name];
      if (node.outcome !== undefined) return { outcome: node.outcome };
      const { step } = node;
      if (!Object.hasOwn(answers, step)) return { step };
      if (!node.go) return { waits: true };
      name = node.go[this.reply(step, answers[step])];
      if (name === undefined) return { stuck: true };
    }
  }

  reply(step, answer) {
    if (this.items[step]) {
      if (typeof answer !== "object") return null;
      const tokens = this.items[step].map((item) => answer[item]);
      return tokens.includes(undefined) ? null : tokens.join(",");
    }
    return this.bands[step] ? this.band(step, answer) : answer;
  }

  band(step, answer) {
    const number = measure(answer);
    if (number === null) return null;
    for (const [band, ranges] of Object.entries(this.bands[step])) {
      if (ranges.some(([low, high]) => low <= number && number <= high)) return band;
    }
    return null;
  }
}

// The whole number behind a number, a date (days since 0001-01-01 is 1) or a time (minutes since
// Monday 00:00), as the engine counts them; null for anything else.
export function measure(answer) {
  const text = String(answer).trim();
  if (/^\d{1,7}$/.test(text)) return Number(text);
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  if (found[4] === undefined) return Math.round(date.getTime() / 86400000) + 719163;
  if (hour > 23 || minute > 59) return null;
  return ((date.getUTCDay() + 6) % 7) * 1440 + hour * 60 + minute;
}
