// What the widget says when something is in the way. Every message leads to the contacts.

// The id of a field in error that has none of its own.
const IN_ERROR = "hb-field-in-error";

const GO_ON = {
  stalled:
    "This tool is taking long to start. You can go on: your answers lead along the same ways. " +
    "The list of reasons and the record come when it has started.",
  failed:
    "Part of this tool could not start on this device. You can go on: your answers lead along " +
    "the same ways, without the list of reasons and without the record.",
  dates:
    "Dates cannot be worked out on this device just now. The rules and the examples below hold; " +
    "count with a calendar.",
  compare:
    "The decision engine could not start on this device. The comparison still works: it leads " +
    "along the ways that were computed when this page was made.",
};

// A box that tells of a start that failed or stalls. It comes while the reader may be pressing an
// answer, so it goes to the end of the tool: nothing may move under a finger.
export function startNotice(state) {
  const box = element("div", "hb-runtime-notice");
  box.dataset.part = "notice";
  box.setAttribute("role", "alert");
  box.append(paragraph(GO_ON[state]), contacts());
  leadToWholePathway(box);
  return box;
}

// Shown in place of any outcome when the engine and the page do not agree.
// `whole` leads on to the pathway as text, which is no way on in a copy that is out of date.
export function brokenNotice(message, { whole = true } = {}) {
  const box = element("div", "hb-error");
  box.setAttribute("role", "alert");
  const title = element("h2");
  title.tabIndex = -1;
  title.textContent = "This tool cannot give an answer";
  box.append(title, paragraph(message), contacts());
  if (whole) leadToWholePathway(box);
  return box;
}

// The summary of a mistake in a form; its link moves to the field concerned.
export function errorSummary(message, field) {
  const title = element("h2");
  title.textContent = "There is a problem";
  const text = element("p");
  if (!field) {
    text.textContent = message;
    return [title, text];
  }
  // One field at a time has the name, so that no id stands twice on the page.
  const last = document.getElementById(IN_ERROR);
  if (last) last.removeAttribute("id");
  field.id = field.id || IN_ERROR;
  const link = element("a");
  link.href = `#${field.id}`;
  link.textContent = message;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    field.focus();
  });
  text.append(link);
  return [title, text];
}

function contacts() {
  return linked("If you are worried about a child now, use the ", "urgent contacts", "#urgent");
}

// The pathway as text stands below the tool, where a page has it. A tool may be there before that is.
function leadToWholePathway(box) {
  const lead = () => {
    if (!document.getElementById("whole-pathway")) return;
    const text = "Everything is on this page as plain text: ";
    box.append(linked(text, "the whole pathway", "#whole-pathway"));
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", lead, { once: true });
  } else lead();
}

function paragraph(text) {
  const made = element("p");
  made.textContent = text;
  return made;
}

function linked(text, label, href) {
  const made = paragraph(text);
  const link = element("a");
  link.href = href;
  link.textContent = label;
  made.append(link, ".");
  return made;
}

function element(name, className) {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}
