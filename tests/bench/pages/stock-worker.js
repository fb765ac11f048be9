// Pyodide as it comes, running the handbook's own engine.
import { loadPyodide } from "./assets/pyodide/pyodide.mjs";

let started;

async function start({ pathway }) {
  const [python, wheel, policy] = await Promise.all([
    loadPyodide(),
    fetch("./assets/engine.zip").then((reply) => reply.arrayBuffer()),
    fetch("./assets/policy.json").then((reply) => reply.text()),
  ]);
  python.unpackArchive(wheel, "zip");
  python.globals.set("policy", policy);
  const handle = python.runPython("from widgets.engine import Session\nSession(policy).handle");
  postMessage({ ready: true });
  return ({ step, answer }) => {
    const today = new Date().toISOString().slice(0, 10);
    const request = { op: "answer", pathway, step, answer, answers: {}, today };
    return JSON.parse(handle(JSON.stringify(request))).ok.screen;
  };
}

onmessage = async ({ data }) => {
  if (data.start) started = start(data.start);
  else postMessage({ next: (await started)(data) });
};
