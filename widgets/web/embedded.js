// In a frame of another site no other page of the handbook may be shown: links open beside it.
// `page` is the whole page, at whose foot the clauses stand (build_tools/render/embed.py does so for
// what stands in the page).

export function leadOut(part, page) {
  for (const link of part.querySelectorAll("a[href]")) {
    const to = link.getAttribute("href");
    if (/^(tel:|mailto:)/.test(to) || (to.startsWith("#") && !to.startsWith("#clause-"))) continue;
    if (to.startsWith("#")) link.setAttribute("href", page + to);
    link.target = "_blank";
    link.rel = "noopener";
  }
}
