// Pyodide as it comes, in a worker: each answer waits for Python.
const { pathway, step, answer } = await (await fetch("stock.json")).json();
const worker = new Worker("stock-worker.js", { type: "module" });
worker.onmessage = ({ data }) => {
  document.getElementById("screen").innerHTML = JSON.parse(data).ok.screen;
};
worker.postMessage(JSON.stringify({ op: "answer", pathway, step, answer, answers: {} }));
