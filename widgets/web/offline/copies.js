// Copies of whole parts. A copy is gathered in a cache named after the hash of its list and counts
// from the moment its list carries a day, which is written last. So there is the old copy or the new
// one, and never a mixture.

// By part, what stops a run; by address, files on their way, which settle without a value.
const stops = new Map();
const coming = new Map();

// A page that is being opened comes first: for so long after one was asked for nothing more is
// fetched for a copy, since a slow device would draw the page the later for it.
const PAGE_MS = 2000;
let pageAsked = -PAGE_MS;

async function pagesFirst() {
  for (;;) {
    const wait = pageAsked + PAGE_MS - performance.now();
    if (wait <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

// The list of a part as it is published now: {list, hash, response, bytes}.
async function fetchList(part) {
  const response = await reach(listAddress(part), { cache: "no-cache" });
  const bytes = await response.arrayBuffer();
  let list;
  try {
    list = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    list = {};
  }
  if (list.handbook !== 1 || list.part !== part) throw new Error("other");
  return { list, hash: (await sha256(bytes)).slice(0, 16), response, bytes };
}

async function reach(address, options) {
  let response;
  try {
    response = await fetch(address, { redirect: "manual", ...options });
  } catch {
    throw new Error("none");
  }
  if (response.status >= 500) throw new Error("fault");
  if (!plain(response)) throw new Error("other");
  return response;
}

// Begin a copy, or take up again one that was broken off.
async function begin({ part, runtime }) {
  stops.set(part, new AbortController());
  const asked = new Date().toISOString();
  const fetched = await fetchList(part);
  const name = copyName(part, fetched.hash);
  // What an interrupted run of another publication left behind.
  for (const other of await ownCaches(`${COPY}${part} `)) {
    if (other !== name && !(await dayOf(other))) await caches.delete(other);
  }
  if (!(await listOf(name))) await store(name, listAddress(part), fetched.response, fetched.bytes, {});
  return { asked, ...(await sizes(fetched, part, runtime)) };
}

// What a copy would take, with nothing stored.
async function measure({ part }) {
  return sizes(await fetchList(part), part, true);
}

// The search index of a part is kept with its pages; lists of earlier editions name none.
const indexes = (list) => list.search ?? [];

// What is still to fetch, and the sizes in bytes.
async function sizes({ list, hash }, part, runtime) {
  const name = copyName(part, hash);
  const wanted = [
    ...[...list.pages, ...indexes(list)].map((entry) => ({ entry, page: true })),
    ...list.files.map((entry) => ({ entry })),
    ...(runtime ? list.runtime : []).map((entry) => ({ entry })),
  ];
  const missing = [];
  for (const each of wanted) {
    const address = absolute(each.entry[0]);
    if (!(await look(each.page ? name : HELD, address))) missing.push(each);
  }
  const size = (entries) => entries.reduce((sum, [, bytes]) => sum + bytes, 0);
  return {
    hash,
    missing,
    toFetch: size(missing.map(({ entry }) => entry)),
    size: size(wanted.map(({ entry }) => entry)),
  };
}

// Fetch one page or file of a copy; `progress` is told the bytes of each piece.
async function keepOne(facts, progress) {
  await pagesFirst();
  const address = absolute(facts.entry[0]);
  const kept = fetchOne(facts, progress);
  const over = kept.then(() => {}, () => {}).then(() => coming.delete(address));
  coming.set(address, over);
  return kept;
}

async function fetchOne({ part, hash, entry: [path, size, sha], page }, progress) {
  const name = copyName(part, hash);
  // A browser may end a worker between two orders; the list in the cache tells that the run goes on.
  if (!stops.has(part)) stops.set(part, new AbortController());
  const { signal } = stops.get(part);
  if (!(await listOf(name))) throw new Error("cancelled");
  const address = absolute(path);
  const cacheName = page ? name : HELD;
  const same = page ? await sameElsewhere(address, sha) : null;
  if (same) {
    const bytes = await same.arrayBuffer();
    if ((await sha256(bytes)) === sha) {
      progress(size);
      return store(cacheName, address, same, bytes, { [SHA]: sha });
    }
  }
  // A page asks the site itself; a file whose address holds its hash may come from the browser.
  const fetched = await reach(address, { signal, cache: page ? "no-cache" : "default" });
  const bytes = await gather(fetched, progress);
  signal.throwIfAborted();
  const right = bytes.byteLength === size && (await sha256(bytes)) === sha;
  const html = page && !isIndex(address);
  if (!right || (html && !rightPage(address, fetched, new TextDecoder().decode(bytes)))) {
    throw new Error("changed");
  }
  return store(cacheName, address, fetched, bytes, { [SHA]: sha });
}

// The same page in another cache: most pages outlive a publication unchanged.
async function sameElsewhere(address, sha) {
  for (const name of await ownCaches()) {
    const response = name === HELD ? undefined : await look(name, address);
    if (response && response.headers.get(SHA) === sha) return response;
  }
  return null;
}

async function gather(response, progress) {
  const pieces = [];
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      progress(value.byteLength);
    }
  } catch {
    throw new Error("none");
  }
  return new Blob(pieces).arrayBuffer();
}

async function here(cacheName, entries) {
  for (const [path] of entries) if (!(await look(cacheName, absolute(path)))) return false;
  return true;
}

// The switch: from here on the copy counts, and what it replaces goes.
async function finish({ part, hash, asked }) {
  const name = copyName(part, hash);
  const response = await look(name, listAddress(part));
  if (!response) throw new Error("cancelled");
  const bytes = await response.arrayBuffer();
  const list = JSON.parse(new TextDecoder().decode(bytes));
  if (!(await here(name, [...list.pages, ...indexes(list)])) || !(await here(HELD, list.files))) throw new Error("cancelled");
  const whole = (await here(HELD, list.runtime)) ? "yes" : "no";
  await store(name, listAddress(part), response, bytes, {
    [KEPT]: asked, [WHOLE]: whole,
  });
  for (const other of await ownCaches(`${COPY}${part} `)) {
    if (other !== name) await caches.delete(other);
  }
  const visited = await openIfThere(VISITED);
  for (const [path] of visited ? list.pages : []) {
    const seen = await visited.match(absolute(path));
    if (seen && seen.headers.get(KEPT) < asked) await visited.delete(absolute(path));
  }
  await prune();
}

// Leave nothing of a copy that was not finished, nor half of Python beside one that was.
async function cancel({ part, hash }) {
  stops.get(part)?.abort();
  stops.delete(part);
  const name = copyName(part, hash);
  const list = await listOf(name);
  const held = await openIfThere(HELD);
  if (held && list && !list.whole) {
    const there = await Promise.all(list.runtime.map(([path]) => held.match(absolute(path))));
    if (there.includes(undefined)) {
      for (const [path] of list.runtime) await held.delete(absolute(path));
    }
  }
  if (!list?.kept) await caches.delete(name);
  await prune();
}

async function remove({ part }) {
  for (const name of await ownCaches(`${COPY}${part} `)) await caches.delete(name);
  const visited = await openIfThere(VISITED);
  for (const { url } of (await visited?.keys()) ?? []) {
    if (url.startsWith(absolute(`${part}/`))) await visited.delete(url);
  }
  await prune();
}
