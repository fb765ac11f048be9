import { loadPyodide } from "./assets/pyodide/pyodide.mjs";

const started = (async () => {
  const pyodide = await loadPyodide();
  const [wheel, policy] = await Promise.all([
    fetch("./assets/engine.whl").then((reply) => reply.arrayBuffer()),
    fetch("./assets/policy.json").then((reply) => reply.text()),
  ]);
  pyodide.unpackArchive(wheel, "wheel");
  pyodide.globals.set("policy", policy);
  pyodide.runPython("from widgets.engine import Session\nsession = Session(policy)");
  return pyodide.globals.get("session");
})();

onmessage = async ({ data }) => postMessage((await started).handle(data));
