// Compiles the modules of the draft desk in Pyodide, and imports them as the browser will.
//
// usage: node pack.mjs RUNTIME SOURCES OUT
//
// RUNTIME is the folder of Pyodide. Of each folder in SOURCES an archive of its name is written into
// the folder OUT. The same inputs give the same bytes.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, sources, out] = process.argv.slice(2);
const folder = resolve(runtime);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);
const lock = JSON.parse(readFileSync(join(folder, "pyodide-lock.json"), "utf8"));
const python = await loadPyodide({
  indexURL: folder,
  lockFileContents: JSON.stringify({ info: lock.info, packages: {} }),
  env: { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
});
python.FS.mkdir("/desk");
python.FS.mount(python.FS.filesystems.NODEFS, { root: resolve(sources) }, "/desk");
python.runPython(readFileSync(join(import.meta.dirname, "../inside/compile.py"), "utf8"));
for (const name of readdirSync(sources)) {
  writeFileSync(join(out, `${name}.zip`), python.FS.readFile(`/${name}.zip`));
}
