// The worker that runs the engine. It fetches and checks every file before Python starts, because
// loadPyodide neither resolves nor rejects when its own files are missing, cut short or altered.

// The smallest WebAssembly program there is. loadPyodide never settles where compiling is blocked.
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const IMPORTED = ["pyodide.mjs", "pyodide.asm.mjs"];
let session = null;

self.onmessage = async ({ data }) => {
  if (data.start) {
    try {
      session = await start(data.start);
      self.postMessage({ ready: true });
    } catch (error) {
      self.postMessage({ failed: String((error && error.message) || error) });
    }
    return;
  }
  try {
    self.postMessage({ id: data.id, reply: session(JSON.stringify(data.request)) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String((error && error.message) || error) });
  }
};

// `entry` is the class of the engine that answers: Session for one authority, Comparison for all.
async function start({ entry, files, base }) {
  if (typeof WebAssembly === "undefined") {
    throw new Error("this browser does not allow WebAssembly");
  }
  await WebAssembly.compile(EMPTY);
  const names = Object.keys(files);
  const contents = await Promise.all(
    names.map((name) => fetchChecked(name, files[name], base)),
  );
  const got = Object.fromEntries(names.map((name, i) => [name, contents[i]]));
  const address = (name) => new URL(files[name].url, base).href;
  serveChecked(got, address);

  const { loadPyodide } = await import(address("pyodide.mjs"));
  progress("starting Python");
  const wheel = names.find((name) => name.endsWith(".whl"));
  const python = await loadPyodide({
    indexURL: address("pyodide.mjs").replace(/[^/]*$/, ""),
    lockFileContents: new TextDecoder().decode(got["pyodide-lock.json"]),
    packageBaseUrl: address(wheel).replace(/[^/]*$/, ""),
    packages: ["handbook-engine"],
    stdout: () => {},
    stderr: () => {},
  });
  // A damaged wheel is refused by Pyodide with no more than a line on stderr.
  if (!python.loadedPackages["handbook-engine"]) throw new Error("the engine did not load");
  progress("reading the policy");
  python.globals.set("_policy", new TextDecoder().decode(got["policy.json"]));
  return python.runPython(`from widgets.engine import ${entry}\n${entry}(_policy).handle`);
}

async function fetchChecked(name, { url, size, sha256 }, base) {
  const response = await fetch(new URL(url, base), { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${name} is missing (${response.status})`);
  const content = await response.arrayBuffer();
  if (content.byteLength !== size) throw new Error(`${name} did not arrive whole`);
  // Only pages over https or on this machine may hash; elsewhere the size has to do.
  if (self.crypto && crypto.subtle) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    const text = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (text !== sha256) throw new Error(`${name} is not the file this page was made with`);
  }
  progress(`loaded ${name}`);
  return content;
}

// What was checked is what Python gets: later requests for the same files never reach the network.
function serveChecked(got, address) {
  const types = { wasm: "application/wasm", json: "application/json" };
  const held = new Map(
    Object.keys(got)
      .filter((name) => !IMPORTED.includes(name))
      .map((name) => [address(name), name]),
  );
  const network = self.fetch.bind(self);
  self.fetch = (request, options) => {
    const name = held.get(new URL(String(request.url || request), self.location.href).href);
    if (name === undefined) return network(request, options);
    const type = types[name.split(".").pop()] || "application/octet-stream";
    return Promise.resolve(new Response(got[name], { headers: { "content-type": type } }));
  };
}

function progress(text) {
  self.postMessage({ progress: text });
}
