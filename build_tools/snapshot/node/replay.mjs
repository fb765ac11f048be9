// Starts Python from the snapshot in Node and asks everything again.
//
// usage: node replay.mjs RUNTIME MEMORY REQUESTS OUT
//
// RUNTIME is a folder with Pyodide and the WebAssembly to try, MEMORY the snapshot as it is shipped
// and REQUESTS what to ask. The folder OUT receives replies.jsonl; exercise.json, what came of
// inside/exercise.py; and ran.bin, the bytes of memory after those of the snapshot: where functions
// note that they ran (wasm.py, `counting`).

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readHead, restore } from "../../../widgets/web/restore.js";

const [runtime, memory, requests, out] = process.argv.slice(2);
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
python.runPython(readFileSync(join(import.meta.dirname, "../inside/exercise.py"), "utf8"));
writeFileSync(join(out, "replies.jsonl"), given);
writeFileSync(join(out, "exercise.json"), python.runPython("import json; json.dumps(found)"));
writeFileSync(join(out, "ran.bin"), python._module.HEAPU8.slice(readHead(bytes).size));
