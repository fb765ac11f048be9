// What the worker answers when a page or a file is asked for: pages from the network first, files
// whose address changes with their content from the device first.

const LIMIT_MS = 3000;
const ASKS_EACH_TIME = /\b(no-cache|no-store)\b/;
const WHY = {
  none: "There is no connection now.",
  slow: "The connection is too slow to look for a newer one.",
  fault: "The site does not answer properly now.",
  other: "What answers now is not this page, or not all of it. The network may want you to sign in.",
};
const RELY = "Telephone numbers may have changed since.";

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(TOP)) return;
  const address = request.url.replace(/#.*$/, "");
  if (request.mode === "navigate" || asksForPage(request, address)) {
    pageAsked = performance.now();
    event.respondWith(answerPage(event, address.replace(/\?.*$/, "").replace(/index\.html$/, "")));
  } else if (relative(address).startsWith("assets/")) {
    event.respondWith(answerFile(event, address));
  } else if (isIndex(address)) {
    event.respondWith(answerIndex(event, address));
  }
});

// A walkthrough asks for the page of a tool, to show it beside its story.
function asksForPage(request, address) {
  return address.endsWith("/") && (request.headers.get("accept") || "") === "text/html";
}

// The search index comes with a copy and from nowhere else; the network is asked first, as for pages.
async function answerIndex(event, address) {
  const kept = await youngest(address).catch(() => null);
  const asked = fetch(event.request, { cache: "no-cache" });
  if (!kept) return asked;
  const isJson = (response) => (response.headers.get("content-type") || "").includes("json");
  const fresh = asked.then((response) => plain(response) && isJson(response) && response)
    .catch(() => null);
  const late = new Promise((resolve) => setTimeout(resolve, LIMIT_MS, null));
  return (await Promise.race([fresh, late])) || kept.response;
}

async function answerFile(event, address) {
  // A file on its way into a copy is waited for, not fetched a second time.
  await coming.get(address);
  const held = await look(HELD, address);
  if (held) return held;
  const response = await fetch(event.request);
  if (plain(response)) event.waitUntil(hold(address, response.clone()));
  return response;
}

// Keep a file that came for a page. Where it does not fit (a wrong file, a full device) nothing is
// kept and the page has it all the same.
async function hold(address, response) {
  try {
    const bytes = await response.arrayBuffer();
    if (!off && (await rightFile(address, bytes))) await store(HELD, address, response, bytes, {});
  } catch {
    // The answer broke off, or the device is full.
  }
}

// Always from the site itself: a number that changed must not wait in the browser's own cache. The
// browser asks by itself while this worker wakes up, and looks into that cache where the host's
// headers let it; then what it brings does not count, and it need not ask again.
async function askSite(event) {
  const early = await event.preloadResponse;
  if (early && ASKS_EACH_TIME.test(early.headers.get("cache-control"))) return early;
  if (early) event.waitUntil(self.registration.navigationPreload.disable());
  return fetch(event.request, { cache: "no-cache" });
}

async function answerPage(event, address) {
  const asked = askSite(event);
  asked.catch(() => {}); // seen to below, once it is known what the device holds
  const kept = await youngest(address).catch(() => null);
  if (!kept) {
    try {
      const response = await asked;
      event.waitUntil(stored(judge(address, response.clone())));
      return response;
    } catch {
      return notHere();
    }
  }
  const judged = asked.then((response) => judge(address, response)).catch(() => ({ why: "none" }));
  // The page may come after the limit; then it is kept for the next time.
  event.waitUntil(stored(judged));
  const late = new Promise((resolve) => setTimeout(resolve, LIMIT_MS, { why: "slow" }));
  const { fresh, why } = await Promise.race([judged, late]);
  if (why === "slow") event.waitUntil(tellWhenHere(judged, event.resultingClientId));
  return fresh || copyPage(address, kept, why);
}

// The reader who was shown a copy for want of speed learns that the page has come after all.
async function tellWhenHere(judged, id) {
  if (!id || !(await judged).fresh) return;
  const client = await self.clients.get(id);
  if (client) client.postMessage({ pageIsHere: true });
}

// The page is shown as soon as it is judged; what it leaves on the device may take longer.
async function stored(judged) {
  await judged.then(({ done }) => done).catch(() => {});
}

// What the network gave: {fresh} to show, with what comes when all is `done`, or {why} not. Rejects
// when the answer breaks off.
async function judge(address, response) {
  if (response.status >= 500) return { why: "fault" };
  if (response.type === "opaqueredirect") return { why: "other" };
  const bytes = await response.arrayBuffer();
  const html = new TextDecoder().decode(bytes);
  const fresh = new Response(bytes, response);
  if ([404, 410].includes(response.status) && markOf(html) === "404.html") {
    return { fresh, done: forget(address) };
  }
  if (!rightPage(address, response, html)) return { why: "other" };
  return { fresh, done: visited(address, response, bytes) };
}

async function visited(address, response, bytes) {
  try {
    const notes = { [KEPT]: new Date().toISOString(), [SHA]: await sha256(bytes) };
    if (!off) await store(VISITED, address, response, bytes, notes);
  } catch {
    // The device is full: the page is shown, and what is kept stays with its own day.
  }
}

async function forget(address) {
  for (const name of await ownCaches()) {
    if (name !== HELD && (await look(name, address))) await (await caches.open(name)).delete(address);
  }
}

// A kept page, with how old it is after the urgent contacts.
async function copyPage(address, { response, kept }, why) {
  const day = new Date(kept).toLocaleString("en-GB", {
    timeZone: "Europe/London", dateStyle: "long", timeStyle: "short",
  });
  const mark = `<meta name="handbook-copy" content="${kept}">`;
  const text = `<b>Copy kept on this device on ${day}.</b> ${WHY[why]} ${RELY}`;
  // The field of the search stands only where there is something to search.
  const index = absolute(`${relative(address).split("/")[0]}/search/search_index.json`);
  const searched = (await youngest(index).catch(() => null)) !== null;
  return withBanner(await response.text(), text, mark, response.headers, 200, searched);
}

// For a page that was never kept: the page that says so, where the device has it.
async function notHere() {
  const found = await youngest(absolute("offline.html"));
  if (!found) return Response.error();
  // It lies at the top of the site but is shown at any address, so its links must start there.
  const html = (await found.response.text())
    .replace(/ (href|src)="(?![#/]|[a-z]+:)/g, (all) => all + new URL(TOP).pathname);
  const text = `<b>This page is not kept on this device.</b> ${WHY.none}`;
  return withBanner(html, text, "", found.response.headers, 503);
}

function withBanner(html, text, mark, headers, status, searched = false) {
  const kind = searched ? "hb-copy hb-copy--searched" : "hb-copy";
  const banner = `<div class="${kind}" role="status"><p class="hb-width">${text}</p></div>`;
  const page = html.replace("</head>", () => `${mark}</head>`).replace("</aside>", (end) => end + banner);
  return new Response(page, { status, headers });
}
