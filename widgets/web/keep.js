// Talks with the service worker, which alone writes what is kept. A page only drives it, so that a
// copy stops when the reader leaves, and goes on from there on the next page.

const TOP = new URL("../../../", import.meta.url);
const NOTHING = "handbook.keep";
const SILENT_MS = 60000;
const NEWER_MS = 5000;
const AT_ONCE = 3;

// Whether the reader has chosen that nothing is kept. Reading storage throws where it is blocked.
export function keepsNothing() {
  try {
    return localStorage.getItem(NOTHING) === "nothing";
  } catch {
    return false;
  }
}

// The registration of this site's worker, which has started; null where the browser has none to give.
// A newer worker is looked for first: one that took over in the middle of a copy would hold it up.
export async function startWorker() {
  if (!navigator.serviceWorker || !navigator.locks) return null;
  try {
    const registration = await navigator.serviceWorker.register(new URL("sw.js", TOP), {
      scope: TOP,
      updateViaCache: "none",
    });
    if (!registration) return null;
    if (registration.active) {
      const newer = registration.update().then(() => newest(registration)).catch(() => {});
      await Promise.race([newer, new Promise((resolve) => setTimeout(resolve, NEWER_MS))]);
    }
    return registration.active || (await newest(registration)) ? registration : null;
  } catch {
    return null;
  }
}

// The newest worker, once it has taken over; null when none does.
async function newest(registration) {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  while (worker && worker.state !== "activated") {
    if (worker.state === "redundant") return null;
    await new Promise((resolve) =>
      worker.addEventListener("statechange", resolve, { once: true }),
    );
  }
  return worker;
}

// The worker's reply; rejects with one word that says what was in the way (see FAILED in panel.js).
// Where a newer worker takes over before this one has answered, that one is asked: every command may
// be given twice.
export function ask(registration, command, facts = {}, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const worker = registration.active;
    if (!worker) {
      reject(new Error("none"));
      return;
    }
    const { port1, port2 } = new MessageChannel();
    let timer;
    const over = (settle, value) => {
      clearTimeout(timer);
      worker.removeEventListener("statechange", replaced);
      port1.close();
      settle(value);
    };
    const replaced = async () => {
      if (worker.state !== "redundant") return;
      const instead = await newest(registration);
      if (instead) over(resolve, ask(registration, command, facts, onProgress));
      else over(reject, new Error("none"));
    };
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => over(reject, new Error("none")), SILENT_MS);
    };
    port1.onmessage = ({ data }) => {
      if (data.progress !== undefined) {
        watch();
        onProgress(data.progress);
      } else if (data.failed !== undefined) over(reject, new Error(data.failed));
      else over(resolve, data.ok);
    };
    watch();
    worker.addEventListener("statechange", replaced);
    worker.postMessage({ command, ...facts }, [port2]);
    replaced();
  });
}

// Keep a part, with Python or without; one at a time, however many tabs are open. `onProgress` is
// told (bytes done, bytes in all). When it fails or `signal` stops it, all is as it was before.
export function keep(registration, part, { runtime, signal, onProgress = () => {} }) {
  return navigator.locks.request("handbook copy", { signal }, async () => {
    const { hash, asked, missing, toFetch } = await ask(registration, "begin", { part, runtime });
    let done = 0;
    onProgress(0, toFetch);
    const next = async () => {
      for (let each = missing.shift(); each; each = missing.shift()) {
        await ask(registration, "keepOne", { part, hash, ...each }, (bytes) => {
          done += bytes;
          onProgress(Math.min(done, toFetch), toFetch);
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
      await ask(registration, "finish", { part, hash, asked });
    } catch (error) {
      missing.length = 0;
      await ask(registration, "cancel", { part, hash });
      throw error;
    }
  });
}

// Remove all that this site has left on the device, and keep nothing from now on: the one note that
// stays says so.
export async function removeEverything(registration) {
  await ask(registration, "removeAll").catch((error) => {
    // Another tab was first.
    if (error.message !== "off") throw error;
  });
  localStorage.clear();
  localStorage.setItem(NOTHING, "nothing");
}

export function keepAgain() {
  localStorage.removeItem(NOTHING);
}
