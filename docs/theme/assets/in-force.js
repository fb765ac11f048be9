// Says at the head of a page, by the reader's clock, when its rules do not count today or were to be
// looked at again before today. The days stand in the page's mark. The tools refuse by themselves
// (widgets/web/copy.js); this is for the pages that are read.

import { isCopy, longDay, sideOf, today } from "../../../widgets/web/copy.js";

const { review, starts, ends } = document.querySelector("meta[name='handbook-page']").dataset;
const side = sideOf([starts, ends]);
const inWords = (day) => longDay(new Date(`${day}T12:00Z`));

const show = (look, title, text) => {
  const banner = document.createElement("div");
  banner.className = `hb-dated ${look}`;
  banner.setAttribute("role", "status");
  const line = document.createElement("p");
  line.className = "hb-width";
  const strong = document.createElement("b");
  strong.textContent = title;
  line.append(strong, ` ${text}`);
  banner.append(line);
  document.getElementById("urgent").after(banner);
};

const unless = () =>
  `Your device says that today is ${inWords(today())}. The urgent contacts above stay for you to use.`;
if (side === "early") {
  show("hb-dated--past", "Do not act on this page.",
    `The handbook uses these rules from ${inWords(starts)}. ${unless()}`);
} else if (side === "late") {
  show("hb-dated--past", "Do not act on this page.",
    `The handbook used these rules until ${inWords(ends)}. ${unless()}`);
} else if (review && today() > review && !isCopy) {
  // A copy that the device kept says more than this by itself (widgets/web/offline.js).
  show("hb-dated--review", "Overdue for review.",
    `These rules were to be looked at again by ${inWords(review)}, and nobody has said that they ` +
    "still hold. Check with your manager before you rely on them.");
}
