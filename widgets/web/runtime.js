// Starts the engine in a worker, and says so plainly when it cannot.

const STALLED_MS = 15000;
// A shared worker that says nothing for this long is left for one of the page's own.
const SILENT_MS = 4000;

let shared = null;

// The one engine of this page, whichever widget asks first. `config` is {worker, name, entry, files};
// pages whose config has one `name` share a worker where the browser has such workers, so that a
// visit starts Python once.
export function runtimeOf(config) {
  shared = shared || new Runtime(config);
  return shared;
}

class Runtime {
  constructor(config) {
    this.config = config;
    this.listeners = [];
    this.waiting = new Map();
    this.next = 1;
    this.state = "new";
  }

  // `onState` is told "ready", "failed" or "stalled", the last two with a reason; a stalled start
  // may still become ready. Listening starts the engine: once the page has been drawn, or as soon as
  // it is shown where Python runs already and need only be asked.
  listen(onState) {
    this.listeners.push(onState);
    if (this.state === "new") {
      this.state = "starting";
      const begin = once(() => this.start());
      whenShown(() => {
        afterPaint(begin);
        whereRunning(this.config.name, begin);
      });
    } else if (this.state !== "starting") onState(this.state, this.reason);
  }

  tell(state, reason) {
    this.reason = reason;
    for (const listener of this.listeners) listener(state, reason);
  }

  start() {
    this.watch();
    if (typeof SharedWorker === "undefined") this.startOwn();
    else this.startShared();
  }

  startShared() {
    const { worker: address, name } = this.config;
    let worker;
    try {
      // Kept for a while without a page, so that it is still there on the next one.
      worker = new SharedWorker(address, { type: "module", name, extendedLifetime: true });
    } catch {
      this.startOwn();
      return;
    }
    const instead = () => {
      clearTimeout(this.silence);
      if (this.worker !== worker.port) return;
      worker.port.close();
      this.startOwn();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      instead();
    };
    this.silence = setTimeout(instead, SILENT_MS);
    this.begin(worker.port);
  }

  startOwn() {
    let worker;
    try {
      worker = new Worker(this.config.worker, { type: "module" });
    } catch (error) {
      this.fail(String(error));
      return;
    }
    worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || "the engine could not be loaded");
    };
    this.begin(worker);
  }

  // `worker` is a worker of this page alone, or the port to a shared one.
  begin(worker) {
    this.worker = worker;
    worker.onmessage = ({ data }) => {
      clearTimeout(this.silence);
      this.receive(data);
    };
    worker.onmessageerror = () => this.fail("the engine sent something unreadable");
    worker.postMessage({
      start: { entry: this.config.entry, files: this.config.files, base: document.baseURI },
    });
  }

  // Resolves with the engine's reply ({ok} or {error}); rejects when it cannot answer.
  ask(request) {
    if (this.state !== "ready") return Promise.reject(new Error("the engine is not ready"));
    const id = this.next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error("the engine took too long"));
      }, STALLED_MS);
      this.waiting.set(id, { resolve, reject, timer });
      this.worker.postMessage({ id, request });
    });
  }

  receive(data) {
    if (data.progress) {
      if (this.state === "starting") this.watch();
    } else if (data.restarting) {
      this.state = "starting";
      this.drop(new Error("Python starts again"));
      this.watch();
    } else if (data.ready) {
      clearTimeout(this.watchdog);
      this.how = data.how; // how Python started: "snapshot" or "plain"
      this.state = "ready";
      this.tell("ready");
    } else if (data.id === undefined) {
      this.fail(data.failed);
    } else {
      const waiting = this.waiting.get(data.id);
      if (!waiting) return;
      this.waiting.delete(data.id);
      clearTimeout(waiting.timer);
      if (data.failed !== undefined) waiting.reject(new Error(data.failed));
      else {
        this.how = data.how;
        waiting.resolve(JSON.parse(data.reply));
      }
    }
  }

  // Each sign of life starts the clock again.
  watch() {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      this.tell("stalled", "nothing has arrived for 15 seconds");
    }, STALLED_MS);
  }

  fail(reason) {
    clearTimeout(this.watchdog);
    if (this.state === "failed") return;
    this.state = "failed";
    if (this.worker instanceof Worker) this.worker.terminate();
    else if (this.worker) this.worker.close();
    this.drop(new Error(reason));
    this.tell("failed", reason);
  }

  // What a widget says when its request came to nothing. Where Python starts again, it is ready
  // later; otherwise it is done for.
  giveUp(reason) {
    if (this.state !== "starting") this.fail(reason);
  }

  drop(error) {
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.waiting.clear();
  }
}

// A browser may make a page ready while the reader only rests on its link (docs/theme/base.html).
// Python is not started for that, nor missed.
function whenShown(work) {
  if (document.prerendering) document.addEventListener("prerenderingchange", work, { once: true });
  else work();
}

// Python takes a core and more to start, which the first paint must not wait for. A page in the
// background is not drawn, but may start all the same.
function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work));
  setTimeout(work, 500);
}

// Does the work when a shared worker of this name has Python running: it holds a lock of its name.
function whereRunning(name, work) {
  if (!navigator.locks) return;
  const look = navigator.locks.query();
  look.then(({ held }) => held.some((lock) => lock.name === name) && work()).catch(() => {});
}

function once(work) {
  let begun = false;
  return () => {
    if (!begun) work();
    begun = true;
  };
}
