// Starts Python from the snapshot in Node and asks everything again.
//
// usage: node replay.mjs RUNTIME MEMORY REQUESTS EXERCISE OUT
//
// RUNTIME is a folder with Pyodide and the WebAssembly to try, MEMORY the snapshot as it is shipped,
// REQUESTS what to ask and EXERCISE inside/exercise.py compiled, for nothing restored can compile. The
// folder OUT receives replies.jsonl; exercise.json, what came of
// inside/exercise.py; and ran.bin, the bytes of memory after those of the snapshot: where functions
// note that they ran (wasm.py, `counting`).

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readHead, restore } from "../../../widgets/web/restore.js";

const [runtime, memory, requests, exercise, out] = process.argv.slice(2);
const folder = resolve(runtime);
const load = (name) => import(pathToFileURL(join(folder, name)).href);
const { loadPyodide } = await load("pyodide.mjs");
const { default: createModule } = await load("pyodide.asm.mjs");
const bytes = new Uint8Array(readFileSync(memory)).buffer;
const python = await restore(loadPyodide, createModule, Promise.resolve(bytes), {
  indexURL: folder,
  stdLibURL: join(folder, "empty.zip"),
});

const open = python.globals.get("open_session");
const asked = JSON.parse(readFileSync(requests, "utf8"));
const sessions = {};
for (const [entry, policy] of Object.entries(asked.policies)) sessions[entry] = open(entry, policy);
const reply = ([entry, request]) => `${JSON.stringify(sessions[entry](request))}\n`;
const given = asked.requests.map(reply).join("");
for (const session of Object.values(sessions)) session.destroy();
const names = python.toPy({ __name__: "exercise" });
const code = python.pyimport("marshal").loads(python.toPy(new Uint8Array(readFileSync(exercise))));
python.pyimport("types").FunctionType(code, names)();
writeFileSync(join(out, "replies.jsonl"), given);
writeFileSync(join(out, "exercise.json"), JSON.stringify(names.get("found").toJs()));
writeFileSync(join(out, "ran.bin"), python._module.HEAPU8.slice(readHead(bytes).size));
