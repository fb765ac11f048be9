// Fetching what Python needs, checked: loadPyodide neither resolves nor rejects when its own files
// are missing, cut short or altered, so nothing is handed to it that is not whole.

// The smallest WebAssembly program there is. loadPyodide never settles where compiling is blocked.
const EMPTY = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

export async function checkWebAssembly() {
  if (typeof WebAssembly === "undefined") {
    throw new Error("this browser does not allow WebAssembly");
  }
  await WebAssembly.compile(EMPTY);
}

// The content of a file. `progress` is told when it has arrived.
export async function fetchChecked(name, file, progress) {
  return checked(name, file, await answered(name, file), progress);
}

// A WebAssembly file, compiled. Browsers compile a function when it is first called, so there is next
// to nothing to be won by compiling while the file arrives, and handing it over in pieces costs more.
export async function compileChecked(name, file, progress) {
  return WebAssembly.compile(await fetchChecked(name, file, progress));
}

async function answered(name, { url }) {
  const response = await fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`${name} is missing (${response.status})`);
  return response;
}

async function checked(name, { size, sha256 }, response, progress) {
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
