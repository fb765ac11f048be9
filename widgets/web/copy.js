// What a page that the device kept must know of itself. The service worker marks such a page; the
// build wrote the day by which its policy had to be looked at again.

import { londonNow } from "./routes.js";

const facts = document.querySelector("meta[name='handbook-page']")?.dataset ?? {};

export const part = facts.part ?? "shared";

export const isCopy = document.querySelector("meta[name='handbook-copy']") !== null;

// Why nothing on this page may be relied on, or "": a kept copy is refused after its review date.
export function refusal() {
  if (!isCopy || !facts.review || londonNow().slice(0, 10) <= facts.review) return "";
  const day = new Date(`${facts.review}T12:00Z`);
  return (
    `The rules in this copy were to be looked at again by ${longDay(day)}. That day has passed. ` +
    "Go online for the handbook as it is now."
  );
}

export function longDay(day) {
  return day.toLocaleDateString("en-GB", { timeZone: "Europe/London", dateStyle: "long" });
}
