// Whether the rules of a page may be relied on today: by their own dates, which the build wrote into
// the page, and in a copy that the device kept (the service worker marks it) by the day of review.

import { londonDay } from "./london.js";

const factsOf = (page) => page.querySelector("meta[name='handbook-page']")?.dataset ?? {};

const facts = factsOf(document);

export const part = facts.part ?? "shared";

const isKept = (page) => page.querySelector("meta[name='handbook-copy']") !== null;

export const isCopy = isKept(document);

export const today = () => londonDay();

// Whether a page is a kept copy past its review date: for one that this page has fetched.
export function isPast(page) {
  const { review } = factsOf(page);
  return isKept(page) && Boolean(review) && today() > review;
}

// On which side of [first day, last day] today lies, "early" or "late"; "" within them. As
// widgets/engine/in_force.py has it.
export function sideOf([starts, ends]) {
  const day = today();
  if (starts && day < starts) return "early";
  return ends && day > ends ? "late" : "";
}

// The card of the page that stands in the place of a tool out of its dates.
export function refusedCard(element, screen) {
  const content = element.querySelector(`template[data-screen="${screen}"]`).content.cloneNode(true);
  const line = content.querySelector("[data-part='today']");
  line.textContent =
    `Your device says that today is ${longDay(new Date(`${today()}T12:00Z`))}. If that is wrong, ` +
    "put its clock right and load this page again.";
  line.hidden = false;
  return content.firstElementChild;
}

// Why nothing on this page may be relied on, or "": a kept copy is refused after its review date.
export function refusal() {
  if (!isPast(document)) return "";
  const day = new Date(`${facts.review}T12:00Z`);
  return (
    `The rules in this copy were to be looked at again by ${longDay(day)}. That day has passed. ` +
    "Go online for the handbook as it is now."
  );
}

export function longDay(day) {
  return day.toLocaleDateString("en-GB", { timeZone: "Europe/London", dateStyle: "long" });
}
