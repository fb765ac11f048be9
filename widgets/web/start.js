// The two ways of starting Python. Both resolve with {how, open}: `open(entry, policy)` gives the
// function that answers requests by that policy.

import { compileChecked, fetchChecked } from "./files.js";
import { restore } from "./restore.js";

const LONGEST_RESTORE_MS = 20000;
const EMPTY_ZIP = new Uint8Array([80, 75, 5, 6, ...new Array(18).fill(0)]);
const SCRIPTS = ["pyodide.mjs", "pyodide.asm.mjs"];
const TYPES = { wasm: "application/wasm", json: "application/json" };

const quiet = { stdout: () => {}, stderr: () => {} };

const folder = (url) => url.replace(/[^/]*$/, "");

// From the memory and the interpreter made at build time; everything arrives side by side.
export async function restoredStart(files, progress) {
  const get = (name) => fetchChecked(name, files[name], progress);
  const [compiled, memory] = [
    compileChecked("snapshot.wasm", files["snapshot.wasm"], progress),
    get("snapshot.bin"),
  ];
  const [{ loadPyodide }, { default: createModule }] = await Promise.all(
    SCRIPTS.map(async (name) => {
      await get(name);
      return import(files[name].url);
    }),
  );
  const home = folder(files["pyodide.mjs"].url);
  const held = new Map([
    [`${home}pyodide.asm.wasm`, new Uint8Array()], // compiled already
    [`${home}empty.zip`, EMPTY_ZIP],
  ]);
  // loadPyodide tells no one that it could not go on; these do.
  let give;
  const failed = new Promise((_, reject) => {
    give = reject;
  });
  failed.catch(() => {});
  for (const part of [compiled, memory]) part.catch(give);
  const ordinary = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    try {
      const module = await compiled;
      return { module, instance: await WebAssembly.instantiate(module, imports) };
    } catch (error) {
      give(error);
      throw error;
    }
  };
  const release = hold(held);
  const timer = Promise.all([compiled, memory]).then(() =>
    setTimeout(() => give(new Error("Python did not wake up")), LONGEST_RESTORE_MS),
  );
  try {
    const python = await Promise.race([
      failed,
      restore(loadPyodide, createModule, memory, {
        ...quiet,
        indexURL: home,
        stdLibURL: `${home}empty.zip`,
      }),
    ]);
    return { how: "snapshot", open: python.globals.get("open_session") };
  } finally {
    release();
    WebAssembly.instantiateStreaming = ordinary;
    timer.then(clearTimeout, () => {});
  }
}

// From Pyodide's own files, with the engine as a package.
export async function plainStart(files, progress) {
  const names = Object.keys(files).filter((name) => !/^(snapshot\.|policy\.json$)/.test(name));
  const got = await fetchAll(names, files, progress);
  progress("starting Python");
  const wheel = names.find((name) => name.endsWith(".whl"));
  const python = await startAsItComes(files, got, {
    packageBaseUrl: folder(files[wheel].url),
    packages: ["handbook-engine"],
  });
  // A damaged wheel is refused by Pyodide with no more than a line on stderr.
  if (!python.loadedPackages["handbook-engine"]) throw new Error("the engine did not load");
  const open = (entry, policy) => {
    python.globals.set("_policy", policy);
    return python.runPython(`from widgets.engine import ${entry}\n${entry}(_policy).handle`);
  };
  return { how: "plain", open };
}

// The content of these files, checked, by name.
export async function fetchAll(names, files, progress) {
  const contents = await Promise.all(
    names.map((name) => fetchChecked(name, files[name], progress)),
  );
  return Object.fromEntries(names.map((name, i) => [name, contents[i]]));
}

// Pyodide from what `got` holds of `files`; `more` goes to loadPyodide.
export async function startAsItComes(files, got, more) {
  // What was checked is what Python gets: it never asks the network for these again.
  hold(
    new Map(
      Object.keys(got)
        .filter((name) => !SCRIPTS.includes(name))
        .map((name) => [files[name].url, got[name]]),
    ),
  );
  const { loadPyodide } = await import(files["pyodide.mjs"].url);
  return loadPyodide({
    ...quiet,
    indexURL: folder(files["pyodide.mjs"].url),
    lockFileContents: new TextDecoder().decode(got["pyodide-lock.json"]),
    ...more,
  });
}

// Answers requests for these addresses with what is held. Returns what undoes it.
function hold(held) {
  const network = self.fetch;
  self.fetch = (request, options) => {
    const address = new URL(String(request.url || request), self.location.href).href;
    if (!held.has(address)) return network.call(self, request, options);
    const type = TYPES[address.split(".").pop()] || "application/octet-stream";
    return Promise.resolve(new Response(held.get(address), { headers: { "content-type": type } }));
  };
  return () => {
    self.fetch = network;
  };
}
