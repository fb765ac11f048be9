// The tool of another page of the handbook, fetched to stand in this one, and its form filled in.

import { isPast } from "./copy.js";
import { leadOut } from "./embedded.js";

const pages = new Map();

// The tool of a page of the handbook, with its links leading out of this one.
export async function toolOf(address) {
  if (!pages.has(address)) {
    const asked = { credentials: "same-origin", headers: { accept: "text/html" } };
    const response = await fetch(address, asked);
    if (!response.ok) throw new Error(`${address} is not there`);
    // The stylesheet that stands in it is not for this page, whose policy would complain of it.
    const html = (await response.text()).replace(/<style>[^]*?<\/style>/g, "");
    const page = new DOMParser().parseFromString(html, "text/html");
    // In a page that is past its day too, the tool itself says so and whom to ring.
    if (isPast(page) && !isPast(document)) throw new Error(`the copy of ${address} is out of date`);
    pages.set(address, page);
  }
  const found = pages.get(address).querySelector("pathway-widget");
  if (!found) throw new Error(`${address} holds no tool`);
  const tool = document.importNode(found, true);
  const data = tool.querySelector("script[type='application/json']");
  const told = JSON.parse(data.textContent);
  told.page = told.page || address;
  data.textContent = JSON.stringify(told);
  for (const part of [tool, ...[...tool.querySelectorAll("template")].map((each) => each.content)]) {
    leadOut(part, told.page);
  }
  tool.dataset.told = "";
  return tool;
}

// Put an answer into the form on the screen.
export function fill(screen, step, answer) {
  const fields = typeof answer === "string" ? [[step, answer]] : named(step, answer);
  for (const [name, value] of fields) {
    const choice = screen.querySelector(`input[type="radio"][name="${name}"][value="${value}"]`);
    if (choice) choice.checked = true;
    else screen.querySelector(`input[name="${name}"]`).value = value;
  }
}

const named = (step, answer) =>
  Object.entries(answer).map(([item, value]) => [`${step}/${item}`, value]);
