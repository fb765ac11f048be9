// What the checks found, and what the draft does to those who answer, as parts of the page.

// One button for each fault: it puts the cursor there, when the fault is in the file that is open.
export function problems(found, path, goTo) {
  return found.map(({ file, line, column, says, mend }) => {
    const item = element("li");
    const here = file === path;
    const place = here ? `Line ${line}` : `${file}, line ${line}`;
    const inside = element(here ? "button" : "p", "hb-desk__fault");
    inside.append(element("b", "", `${place}: `), `${says}. `, element("span", "", `To mend it: ${mend}.`));
    if (here) {
      inside.type = "button";
      inside.addEventListener("click", () => goTo(line, column));
    }
    item.append(inside);
    return item;
  });
}

export function difference({ head, sections }) {
  return [
    element("p", "hb-desk__head", head),
    ...sections.flatMap(({ title, findings }) => {
      const list = element("ul");
      list.append(...findings.map(finding));
      return [element("h3", "", title), list];
    }),
  ];
}

function finding({ where, line, direction, below }) {
  const item = element("li", direction === "down" ? "hb-desk__lower" : "");
  item.append(element("b", "", `${where}: `), line);
  if (below.length) {
    const list = element("ul");
    list.append(...below.map((text) => element("li", "", text)));
    item.append(list);
  }
  return item;
}

export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
