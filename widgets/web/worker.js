// The worker that runs the engine, for one page or (as a SharedWorker) for all that are open. It
// restores Python from a snapshot, and starts it the plain way where that does not work.

import { checkWebAssembly, fetchChecked } from "./files.js";
import { plainStart, restoredStart } from "./start.js";

let python = null; // a promise of {how, open}
const opened = new WeakMap(); // the functions that answer, by policy, for each Python started
const sessions = new Map(); // policies that have been fetched, with the class that answers
const ports = new Set();
const ready = new Set(); // those of the ports that have been told so

if ("onconnect" in self) self.onconnect = ({ ports: [port] }) => serve(port);
else serve(self);

function serve(port) {
  let session = null;
  ports.add(port);
  port.onmessage = async ({ data }) => {
    try {
      if (data.start) {
        port.postMessage({ progress: "the worker runs" });
        session = await begin(data.start);
        port.postMessage({ ready: true, how: (await python).how });
        ready.add(port);
      } else {
        const request = JSON.stringify(data.request);
        const reply = await withPython(session, (handle) => handle(request));
        port.postMessage({ id: data.id, reply, how: (await python).how });
      }
    } catch (error) {
      port.postMessage({ id: data.id, failed: String((error && error.message) || error) });
    }
  };
}

// `entry` is the class of the engine that answers: Session for one authority, Comparison for all.
async function begin({ entry, files: given, base }) {
  const files = {};
  for (const [name, file] of Object.entries(given)) {
    files[name] = { ...file, url: new URL(file.url, base).href };
  }
  const key = `${entry} ${files["policy.json"].sha256}`;
  if (!sessions.has(key)) {
    const policy = fetchChecked("policy.json", files["policy.json"], progress);
    if (!python) starts(start(files));
    const [, content] = await Promise.all([python, policy]);
    progress("reading the policy");
    sessions.set(key, { key, entry, policy: new TextDecoder().decode(content), files });
  }
  const session = sessions.get(key);
  await withPython(session, () => {});
  return session;
}

function starts(promise) {
  python = promise;
  promise.then(sayThatItRuns, () => {
    if (python !== promise) return;
    python = null; // the next page tries anew
    sessions.clear();
  });
}

// Pages look for a lock of this name to know that Python need not be started (runtime.js).
function sayThatItRuns() {
  if ("onconnect" in self) navigator.locks?.request(self.name, () => new Promise(() => {}));
}

async function start(files) {
  await checkWebAssembly();
  try {
    return await restoredStart(files, progress);
  } catch (error) {
    progress(`starting without the snapshot: ${error}`);
    return plainStart(files, progress);
  }
}

// Does the work with the function that answers by the session's policy. Where the interpreter of
// the snapshot lacks a part it stops (build_tools/snapshot). A request changes nothing, so it is then
// asked again, of Python as it comes; pages are told, for that takes a while.
async function withPython(session, work) {
  const before = await python;
  try {
    return work(handleOf(before, session));
  } catch (error) {
    if (before.how !== "snapshot") throw error;
    if ((await python) === before) restart(session.files);
    return work(handleOf(await python, session));
  }
}

function restart(files) {
  tell(ready, { restarting: true });
  starts(plainStart(files, progress));
  python.then(
    ({ how }) => tell(ready, { ready: true, how }),
    (error) => tell(ready, { failed: String((error && error.message) || error) }),
  );
}

function handleOf(started, { key, entry, policy }) {
  if (!opened.has(started)) opened.set(started, new Map());
  const handles = opened.get(started);
  if (!handles.has(key)) handles.set(key, started.open(entry, policy));
  return handles.get(key);
}

function progress(text) {
  tell(ports, { progress: text });
}

function tell(those, message) {
  for (const port of those) port.postMessage(message);
}
