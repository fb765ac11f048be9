// Starts Python in Node with the engine imported and used, and writes its memory as it then stands.
//
// usage: node take.mjs RUNTIME WHEEL EXAMPLE OUT
//
// RUNTIME is the folder of Pyodide, WHEEL the engine, EXAMPLE a compiled policy to use it on. The
// folder OUT receives memory.bin (what Pyodide's makeMemorySnapshot gives), requests.json and
// replies.jsonl (all that was asked and answered), library.zip (what Python started from), and
// exercise.bin (inside/exercise.py, compiled).
//
// The same inputs give the same bytes: hashes, clocks and chance are held still.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ENVIRONMENT = { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" };
const [runtime, wheel, example, out] = process.argv.slice(2);
const folder = resolve(runtime);
// Emscripten puts the path of this file among the variables of the environment, in memory.
process.argv[1] = "take.mjs";
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const lock = JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf8"));
const common = {
  indexURL: folder,
  lockFileContents: JSON.stringify({ info: lock.info, packages: {} }),
  env: ENVIRONMENT,
};

const inside = (name) => join(import.meta.dirname, "../inside", name);

function run(python, name) {
  python.runPython(readFileSync(inside(name), "utf8"));
}

// From the source files as they come, with the engine beside them.
async function fromSource() {
  const python = await loadPyodide(common);
  python.FS.writeFile("/engine.whl", readFileSync(wheel));
  python.FS.writeFile("/example.json", readFileSync(example));
  python.FS.writeFile("/exercise.py", readFileSync(inside("exercise.py")));
  python.runPython("import sys; sys.path.insert(0, '/engine.whl')");
  for (const name of ["requests.py", "use.py", "archive.py"]) run(python, name);
  for (const name of ["requests.json", "replies.jsonl", "library.zip", "exercise.bin"]) {
    writeFileSync(join(out, name), python.FS.readFile(`/${name}`));
  }
}

// From the compiled library alone, which holds the engine too.
async function fromLibrary() {
  const stdLibURL = resolve(out, "library.zip");
  const python = await loadPyodide({ ...common, stdLibURL, _makeSnapshot: true });
  python.FS.writeFile("/requests.json", readFileSync(join(out, "requests.json")));
  for (const name of ["use.py", "forget.py"]) run(python, name);
  clear(python._module);
  writeFileSync(join(out, "memory.bin"), python.makeMemorySnapshot());
}

// Memory once used and given back keeps its old contents, which would be sent to every reader. All
// that malloc can give without asking for more is filled with zeros.
function clear(module) {
  const end = module._sbrk(0);
  const held = [];
  for (let size = 1 << 20; size >= 12; size -= Math.max(4, (size >> 3) & ~3)) {
    for (;;) {
      const address = module._malloc(size);
      held.push(address);
      if (address + size > end) break;
      module.HEAPU8.fill(0, address, address + size);
    }
  }
  for (const address of held) module._free(address);
}

Date.now = () => Date.UTC(2020, 0, 1);
performance.now = () => 0;
crypto.getRandomValues = (array) => array.fill(0);
await fromSource();
await fromLibrary();
