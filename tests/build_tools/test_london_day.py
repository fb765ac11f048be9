"""The time in London, which the pages work out without a browser's calendar."""

from __future__ import annotations

import json
import subprocess

from tests.data import ROOT

# Sweden writes a time as the pages do. The clocks change at the 60th minute of a day.
EACH_DAY = """
import { londonDay, londonNow } from "./widgets/web/london.js";
const london = new Intl.DateTimeFormat("sv-SE",
  { timeZone: "Europe/London", dateStyle: "short", timeStyle: "short" });
const wrong = [];
let summer = 0;
let later = 0;
for (let time = Date.UTC(2000, 0, 1); time < Date.UTC(2061, 0, 1); time += 86400000) {
  for (const minute of [0, 59, 60, 1379, 1380, 1439]) {
    const now = new Date(time + minute * 60000);
    const [own, its] = [londonNow(now), london.format(now).replace(" ", "T")];
    if (own !== its || londonDay(now) !== its.slice(0, 10)) wrong.push([now, own, its]);
    if (own !== now.toISOString().slice(0, 16)) summer += 1;
    if (londonDay(now) !== now.toISOString().slice(0, 10)) later += 1;
  }
}
console.log(JSON.stringify({ wrong: wrong.slice(0, 5), summer, later }));
"""


def test_the_time_is_that_of_a_calendar_with_londons_rules() -> None:
    done = subprocess.run(
        ["node", "--input-type=module", "-e", EACH_DAY],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    # Some 214 days of a year are summer, and the last hour of each is London's next day already.
    assert told["summer"] > 61 * 6 * 200
    assert told["later"] > 61 * 2 * 200
