// Talks with the service worker, which alone writes what is kept. A page only drives it, so that a
// copy stops when the reader leaves, and goes on from there on the next page.

const TOP = new URL("../../../", import.meta.url);
const NOTHING = "handbook.keep";
const SILENT_MS = 60000;
const AT_ONCE = 3;

// Whether the reader has chosen that nothing is kept. Reading storage throws where it is blocked.
export function keepsNothing() {
  try {
    return localStorage.getItem(NOTHING) === "nothing";
  } catch {
    return false;
  }
}

// The worker of this site, started; null where the browser has none to give.
export async function startWorker() {
  if (!navigator.serviceWorker || !navigator.locks) return null;
  try {
    const registration = await navigator.serviceWorker.register(new URL("sw.js", TOP), {
      scope: TOP,
      updateViaCache: "none",
    });
    if (!registration) return null;
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    while (worker.state !== "activated") {
      if (worker.state === "redundant") return null;
      await new Promise((resolve) =>
        worker.addEventListener("statechange", resolve, { once: true }),
      );
    }
    return worker;
  } catch {
    return null;
  }
}

// The worker's reply; rejects with one word that says what was in the way (see FAILED in panel.js).
export function ask(worker, command, facts = {}, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    let timer;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => reject(new Error("none")), SILENT_MS);
    };
    port1.onmessage = ({ data }) => {
      watch();
      if (data.progress !== undefined) {
        onProgress(data.progress);
        return;
      }
      clearTimeout(timer);
      port1.close();
      if (data.failed !== undefined) reject(new Error(data.failed));
      else resolve(data.ok);
    };
    watch();
    worker.postMessage({ command, ...facts }, [port2]);
  });
}

// Keep a part, with Python or without; one at a time, however many tabs are open. `onProgress` is
// told (bytes done, bytes in all). When it fails or `signal` stops it, all is as it was before.
export function keep(worker, part, { runtime, signal, onProgress = () => {} }) {
  return navigator.locks.request("handbook copy", { signal }, async () => {
    const { hash, asked, missing, toFetch } = await ask(worker, "begin", { part, runtime });
    let done = 0;
    onProgress(0, toFetch);
    const next = async () => {
      for (let each = missing.shift(); each; each = missing.shift()) {
        await ask(worker, "keepOne", { part, hash, ...each }, (bytes) => {
          done += bytes;
          onProgress(done, toFetch);
        });
      }
    };
    const stopped = new Promise((_, reject) => {
      const stop = () => reject(new Error("cancelled"));
      if (signal?.aborted) stop();
      signal?.addEventListener("abort", stop);
    });
    try {
      await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, next)), stopped]);
      await ask(worker, "finish", { part, hash, asked });
    } catch (error) {
      missing.length = 0;
      await ask(worker, "cancel", { part, hash });
      throw error;
    }
  });
}

// Remove all that this site has left on the device, and keep nothing from now on: the one note that
// stays says so.
export async function removeEverything(worker) {
  await ask(worker, "removeAll").catch((error) => {
    // Another tab was first.
    if (error.message !== "off") throw error;
  });
  localStorage.clear();
  localStorage.setItem(NOTHING, "nothing");
}

export function keepAgain() {
  localStorage.removeItem(NOTHING);
}
