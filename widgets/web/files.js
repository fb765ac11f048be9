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

// A WebAssembly file compiled while it arrives. Its content is checked before it is handed out.
export async function compileChecked(name, file, progress) {
  const response = await answered(name, file);
  const content = checked(name, file, response.clone(), progress);
  const compiled = WebAssembly.compileStreaming(response);
  compiled.catch(() => {}); // where the content is wrong, that is what is said
  await content;
  return compiled;
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
