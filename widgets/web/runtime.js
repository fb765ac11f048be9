// Starts the engine in a worker, and says so plainly when it cannot.

const STALLED_MS = 15000;

let shared = null;

// The one engine of this page, whichever widget asks first. `config` is {worker, entry, files}.
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
  // may still become ready. Listening starts the engine.
  listen(onState) {
    this.listeners.push(onState);
    if (this.state === "new") this.start();
    else if (this.state !== "starting") onState(this.state, this.reason);
  }

  tell(state, reason) {
    this.reason = reason;
    for (const listener of this.listeners) listener(state, reason);
  }

  start() {
    if (this.state !== "new") return;
    this.state = "starting";
    try {
      this.worker = new Worker(this.config.worker, { type: "module" });
    } catch (error) {
      this.fail(String(error));
      return;
    }
    this.worker.onmessage = ({ data }) => this.receive(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || "the engine could not be loaded");
    };
    this.worker.onmessageerror = () => this.fail("the engine sent something unreadable");
    this.watch();
    this.worker.postMessage({
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
    if (data.progress) return this.watch();
    if (data.ready) {
      clearTimeout(this.watchdog);
      this.state = "ready";
      this.tell("ready");
    } else if (data.id === undefined) {
      this.fail(data.failed);
    } else {
      const waiting = this.waiting.get(data.id);
      if (!waiting) return undefined;
      this.waiting.delete(data.id);
      clearTimeout(waiting.timer);
      if (data.failed !== undefined) waiting.reject(new Error(data.failed));
      else waiting.resolve(JSON.parse(data.reply));
    }
    return undefined;
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
    if (this.worker) this.worker.terminate();
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(new Error(reason));
    }
    this.waiting.clear();
    this.tell("failed", reason);
  }
}
