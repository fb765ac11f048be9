"""The day in London, which the pages work out without a calendar's rules but in the last hour."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# One formatter for all: each new one costs what the pages are spared.
EACH_DAY = """
import { londonDay } from "./widgets/web/routes.js";
const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });
const wrong = [];
let later = 0;
for (let time = Date.UTC(2000, 0, 1); time < Date.UTC(2061, 0, 1); time += 86400000) {
  for (const minute of [0, 1379, 1380, 1439]) {
    const now = new Date(time + minute * 60000);
    const [own, its] = [londonDay(now), london.format(now)];
    if (own !== its) wrong.push([now.toISOString(), own, its]);
    if (own !== now.toISOString().slice(0, 10)) later += 1;
  }
}
console.log(JSON.stringify({ wrong: wrong.slice(0, 5), later }));
"""


def test_the_day_is_that_of_a_calendar_with_londons_rules() -> None:
    done = subprocess.run(
        ["node", "--input-type=module", "-e", EACH_DAY],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    # In summer the last hour of UTC's day is London's next day already: about 214 days of a year.
    assert told["later"] > 61 * 2 * 200
