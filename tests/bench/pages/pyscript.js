// PyScript as its guide shows it, on the main thread: a py script in the page hands its function over.
const python = new Promise((resolve) => {
  globalThis.handOver = (handle) => {
    pythonReady();
    resolve(handle);
  };
});
ask = async (step, answer) => {
  const handle = await python;
  const today = new Date().toISOString().slice(0, 10);
  const request = { op: "answer", pathway: data.pathway, step, answer, answers: {}, today };
  return JSON.parse(handle(JSON.stringify(request))).ok.screen;
};
