// Reads GIFT with a parser that others wrote. A line in is JSON, a text; a line out what it holds.
import { createInterface } from "node:readline";
import { parse } from "gift-pegjs";

for await (const line of createInterface({ input: process.stdin })) {
  let found;
  try {
    found = { questions: parse(JSON.parse(line)) };
  } catch (error) {
    found = { error: `${error.message} ${JSON.stringify(error.location?.start ?? null)}` };
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
