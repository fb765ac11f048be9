// Loaded by every page of a built site: says when a kept copy is past its review date, starts the
// service worker, and keeps the part of the handbook that the reader is in.

import { isCopy, part, refusal } from "./copy.js";
import { ask, keep, keepsNothing, startWorker } from "./keep.js";
import { showPanels } from "./panel.js";

const TOOLS = "pathway-widget, due-dates, case-compare";
const A_DAY = 24 * 60 * 60 * 1000;
const ENGINE_MS = 20000;

// The worker's banner tells how old a copy is; this adds what the day of today makes of it.
function refuse() {
  const why = refusal();
  const banner = document.querySelector(".hb-copy");
  if (!why || !banner) return;
  banner.classList.add("hb-copy--past");
  const text = document.createElement("p");
  text.className = "hb-width";
  const title = document.createElement("b");
  title.textContent = "Do not act on this page.";
  text.append(title, ` ${why} The urgent contacts above stay for you to use.`);
  banner.append(text);
}

// A page that came after the limit of time is kept by now; the reader decides when to see it.
function offerTheNewer() {
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    const banner = document.querySelector(".hb-copy");
    if (!data.pageIsHere || !banner) return;
    const text = document.createElement("p");
    text.className = "hb-width";
    const link = document.createElement("a");
    link.href = location.pathname;
    link.textContent = "Show the page as it is now";
    text.append("The page has arrived. ", link);
    banner.append(text);
  });
}

// Nothing here competes with the page, nor with the start of a tool in it.
async function settled() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  const tool = document.querySelector(TOOLS);
  if (!tool) return;
  await new Promise((resolve) => {
    const look = () => tool.dataset.engine && resolve();
    new MutationObserver(look).observe(tool, { attributeFilter: ["data-engine"] });
    setTimeout(resolve, ENGINE_MS);
    look();
  });
}

// Whether what is kept of this part lacks something that this visit can give.
async function wanting(registration, runtime) {
  const { copies } = await ask(registration, "state");
  const copy = copies.find((each) => each.part === part);
  const old = copy && Date.now() - Date.parse(copy.kept) > A_DAY;
  return !copy || !copy.current || old || (runtime && !copy.whole);
}

async function start() {
  await settled();
  if (keepsNothing()) {
    showPanels(null);
    return;
  }
  const registration = await startWorker();
  if (!registration) return;
  const line = navigator.connection;
  if (!isCopy && !line?.saveData) {
    try {
      // Over a mobile line Python is kept only where this page has just loaded it.
      const runtime = line?.type !== "cellular" || document.querySelector(TOOLS) !== null;
      if (await wanting(registration, runtime)) await keep(registration, part, { runtime });
    } catch {
      // No connection, no room: what was kept before stays, and the next page tries again.
    }
  }
  showPanels(registration);
}

refuse();
offerTheNewer();
start();
