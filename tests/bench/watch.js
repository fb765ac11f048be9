// Runs in each page before anything of the page's own, for every contender alike. It notes
// milliseconds since navigation, or where the page was ready by then since it was asked for, in
// `benchMarks`: `usable` when the first question has been drawn and its script takes answers,
// `answer` when what follows the answer has been drawn, `python` when Python can answer. The answer
// is given as a reader gives it, by choosing and sending the form, as soon as the question is drawn.
// `bench` says how a page shows these things: {live, screen, python}, selectors; `python` is ""
// where there is none.
(() => {
  const { live, screen, python } = globalThis.bench;
  const marks = (globalThis.benchMarks = {});
  const wanted = python ? 3 : 2;
  let first = null;

  const asked = () => performance.getEntriesByType("navigation")[0].activationStart;
  const since = () => performance.now() - asked();

  // A frame is drawn between its animation callbacks and the next message.
  function onceDrawn(then) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(since());
    port2.postMessage(null);
  }

  function frame() {
    const form = first === null && document.querySelector(`${live} ${screen} form[data-step]:has(button[type=submit])`);
    if (form && form.checkVisibility()) {
      first = form.dataset.step;
      onceDrawn((now) => {
        marks.usable = now;
        form.querySelector("input[type=radio]").click();
        form.querySelector("button[type=submit]").click();
      });
    }
    const shown =
      "usable" in marks && document.querySelector(`${screen} :is([data-step], [data-outcome])`);
    if (shown && !("answer" in marks) && (shown.dataset.step ?? "") !== first) {
      marks.answer = -1;
      onceDrawn((now) => {
        marks.answer = now;
      });
    }
    if (!("answer" in marks)) requestAnimationFrame(frame);
  }
  requestAnimationFrame(frame);

  if (python) {
    const seen = () => {
      if (!("python" in marks) && document.querySelector(python)) marks.python = since();
    };
    new MutationObserver(seen).observe(document, {
      attributeFilter: ["data-engine", "data-python"],
      subtree: true,
    });
  }

  const long = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) long.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  // Tell it all once the last mark is there: nothing asks the page meanwhile, which would slow it.
  (function tell() {
    const times = Object.values(marks);
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    if (times.length < wanted || times.includes(-1) || !paint) {
      setTimeout(tell, 50);
      return;
    }
    const last = Math.max(...times);
    const during = long.filter(
      ({ startTime }) => startTime >= asked() && startTime - asked() < last,
    );
    const told = {
      paint: paint.startTime - asked(),
      ...marks,
      longest: Math.max(0, ...during.map(({ duration }) => duration)),
      blocked: during.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    };
    console.debug(`bench ${JSON.stringify(told)}`);
  })();
})();
