// What lies on the device: the caches, their names, and how an answer proves that it is right.
// The parts of the worker are put one after the other by build_tools/offline.py, behind FILES, the
// size and SHA-256 of each file that parts share. What is kept are pages and files as published;
// nothing that a reader answers ever comes here.

const TOP = new URL("./", self.location).href;
// A new form of what is kept gets a new number; caches under an old one are removed.
const FORM = "handbook 1";
const OWN = `${FORM} ${new URL(TOP).pathname} `;
const HELD = `${OWN}files`;
const VISITED = `${OWN}visited`;
const COPY = `${OWN}copy `;
const KEPT = "x-handbook-kept";
const SHA = "x-handbook-sha256";
const WHOLE = "x-handbook-whole";

const absolute = (address) => new URL(address, TOP).href;
const relative = (address) => address.slice(TOP.length);
const copyName = (part, hash) => `${COPY}${part} ${hash}`;
const isIndex = (address) => address.endsWith("/search/search_index.json");
const listAddress = (part) => absolute(`offline/${part}.json`);

async function ownCaches(prefix = OWN) {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

// Opening a cache makes it; looking into one that was just removed must not bring it back.
const look = (cacheName, address) => caches.match(address, { cacheName, ignoreVary: true });

const openIfThere = async (cacheName) =>
  (await caches.has(cacheName)) ? caches.open(cacheName) : null;

async function digest(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

const hex = (hash) => Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function sha256(bytes) {
  return hex(await digest(bytes));
}

// The start of a SHA-256 in base 32, as the build writes it into names.
function short(hash) {
  const bits = Array.from(hash, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const digits = bits.match(/.{5}/g).slice(0, 12);
  return digits.map((each) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(each, 2)]).join("");
}

// A plain answer of this site: no error, no detour (a sign-in page), nothing from elsewhere.
const plain = (response) => response.status === 200 && response.type === "basic" && !response.redirected;

// Whether bytes are the file that an address stands for: by the list of the build, or by the hash in
// the name. What neither speaks for is never kept.
async function rightFile(address, bytes) {
  const hash = await digest(bytes);
  const [size, sha] = FILES[relative(address)] || [];
  if (sha) return bytes.byteLength === size && hex(hash) === sha;
  const named = /\.([a-z2-7]{12})\.[a-z]+$/.exec(address);
  return named !== null && named[1] === short(hash);
}

// Whether a page is the one of its address, and all of it: pages carry a mark that names their own.
function rightPage(address, response, html) {
  const type = response.headers.get("content-type") || "";
  return plain(response) && type.startsWith("text/html") && markOf(html) === relative(address) &&
    html.trimEnd().endsWith("</html>");
}

function markOf(html) {
  const found = /<meta name="handbook-page" content="([^"]*)"/.exec(html);
  return found && found[1];
}

// Store bytes with what must be known of them later; the headers of the host stay.
async function store(cacheName, address, response, bytes, notes) {
  const headers = new Headers(response.headers);
  for (const gone of ["content-encoding", "content-length"]) headers.delete(gone);
  for (const [name, value] of Object.entries(notes)) headers.set(name, value);
  const cache = await caches.open(cacheName);
  await cache.put(address, new Response(bytes, { headers }));
}

// When a copy was finished, or null; it is told by its list, which need not be read for it.
const dayOf = async (cacheName) => (await answerWithList(cacheName))?.headers.get(KEPT) ?? null;

const answerWithList = (cacheName) =>
  look(cacheName, listAddress(cacheName.slice(COPY.length).split(" ")[0]));

// The list that a copy was made by, or null where there is none; an unfinished copy has no day.
async function listOf(cacheName) {
  const response = await answerWithList(cacheName);
  if (!response) return null;
  const { headers } = response;
  return { ...(await response.json()), kept: headers.get(KEPT), whole: headers.get(WHOLE) === "yes" };
}

// The youngest kept answer for an address: {response, kept}, or null.
async function youngest(address) {
  let found = null;
  for (const name of await ownCaches()) {
    if (name === HELD) continue;
    const response = await look(name, address);
    if (!response) continue;
    const kept = name === VISITED ? response.headers.get(KEPT) : await dayOf(name);
    if (kept && (found === null || kept > found.kept)) found = { response, kept };
  }
  return found;
}

// Drop every file that no kept page names. A page of an earlier publication still names its own.
async function prune() {
  const named = new Set();
  const folders = new Set();
  for (const name of await ownCaches()) {
    if (name === HELD) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.endsWith(".json")) continue;
      const html = await (await cache.match(request)).text();
      for (const [address] of html.matchAll(/assets\/[\w./-]+\.[a-z0-9]+(?:\?[a-z0-9]+)?/g)) {
        named.add(absolute(address));
        const folder = /^assets\/tool\/[^/]+\//.exec(address);
        if (folder) folders.add(absolute(folder[0]));
      }
    }
  }
  const held = await openIfThere(HELD);
  for (const { url } of (await held?.keys()) ?? []) {
    if (!named.has(url) && !folders.has(url.replace(/[^/]*$/, ""))) await held.delete(url);
  }
  for (const name of [HELD, VISITED]) {
    const cache = await openIfThere(name);
    if (cache && (await cache.keys()).length === 0) await caches.delete(name);
  }
}
