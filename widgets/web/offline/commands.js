// The worker's own life, and what pages may ask of it.

// Set when the reader wants nothing kept; a tab that is still open must not start again.
let off = false;

self.addEventListener("install", () => self.skipWaiting());

// A new worker takes over at once: pages and files of any publication are its to answer.
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const place = ` ${new URL(TOP).pathname} `;
  for (const name of await caches.keys()) {
    if (/^handbook \d+ /.test(name) && name.includes(place) && !name.startsWith(OWN)) {
      await caches.delete(name);
    }
  }
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
})()));

const COMMANDS = { measure, begin, keepOne, finish, cancel, remove, state, removeAll };

self.addEventListener("message", (event) => {
  const { command, ...facts } = event.data;
  const [port] = event.ports;
  const progress = (bytes) => port.postMessage({ progress: bytes });
  const known = COMMANDS[command];
  // A page of a later edition may ask what this worker does not know.
  const work = off || !known
    ? Promise.reject(new Error(off ? "off" : "other"))
    : known(facts, progress);
  event.waitUntil(work.then(
    (ok) => port.postMessage({ ok }),
    (error) => port.postMessage({
      failed: error.name === "QuotaExceededError" ? "full" : error.message,
    }),
  ));
});

// Every finished copy: its part, day, size in bytes, whether Python is with it, and whether it holds
// what the reader has since seen on the site.
async function state() {
  const found = [];
  const visited = await openIfThere(VISITED);
  for (const name of await ownCaches(COPY)) {
    const list = await listOf(name);
    if (!list || !list.kept) continue;
    const entries = [
      ...list.pages, ...indexes(list), ...list.files, ...(list.whole ? list.runtime : []),
    ];
    let current = true;
    for (const [path, , sha] of visited ? list.pages : []) {
      const seen = await visited.match(absolute(path));
      if (seen && seen.headers.get(SHA) !== sha) current = false;
    }
    const size = entries.reduce((sum, [, bytes]) => sum + bytes, 0);
    found.push({ part: list.part, name: list.name, kept: list.kept, whole: list.whole, size, current });
  }
  return { copies: found, other: (await ownCaches()).length > 0 };
}

async function removeAll() {
  off = true;
  await self.registration.unregister();
  for (const name of await ownCaches()) await caches.delete(name);
}
