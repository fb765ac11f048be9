// MicroPython, walking the same table of edges as the floor: it cannot run the engine.
import { loadMicroPython } from "./assets/micropython.mjs";

let started;

async function start(data) {
  const [python, program] = await Promise.all([
    loadMicroPython(),
    fetch("./assets/walk.py").then((reply) => reply.text()),
  ]);
  python.runPython(program);
  const walk = python.globals.get("Walk")(JSON.stringify(data));
  postMessage({ ready: true });
  return walk;
}

onmessage = async ({ data }) => {
  if (data.start) started = start(data.start);
  else {
    const walk = await started;
    postMessage({ next: JSON.parse(walk.go(data.answer)) });
  }
};
