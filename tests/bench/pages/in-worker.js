// Python in a worker: each answer waits for it.
const worker = new Worker("worker.js", { type: "module" });
const waiting = [];
worker.onmessage = ({ data: told }) => {
  if (told.ready) pythonReady();
  else waiting.shift()(told.next);
};
ask = (step, answer) =>
  new Promise((resolve) => {
    waiting.push(resolve);
    worker.postMessage({ step, answer });
  });
worker.postMessage({ start: data });
