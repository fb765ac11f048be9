// The page's side of the checks: starts them, asks them, and says plainly when they cannot answer.

const STALLED_MS = 60000; // Python is large; each sign of life starts this clock again

export class Checks {
  // `config` is {worker, files}. `onState` is told ("progress", text, part), ("ready") or
  // ("failed", reason).
  constructor(config, onState) {
    this.config = config;
    this.onState = onState;
    this.waiting = new Map();
    this.next = 1;
    this.state = "new";
  }

  start() {
    this.state = "starting";
    this.watch();
    try {
      this.worker = new Worker(this.config.worker, { type: "module" });
    } catch (error) {
      this.fail(String(error));
      return;
    }
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(event.message || "the worker could not be loaded");
    };
    this.worker.onmessage = ({ data }) => this.receive(data);
    const files = {};
    for (const [name, file] of Object.entries(this.config.files)) {
      files[name] = { ...file, url: new URL(file.url, document.baseURI).href };
    }
    this.worker.postMessage({ start: files });
  }

  // Opens an authority from its published JSON; "ready" follows.
  open(published) {
    if (this.state === "failed") return;
    if (this.state === "new") this.start();
    else if (this.state === "ready") this.state = "starting";
    this.drop();
    this.opening = this.next++;
    this.watch();
    this.worker?.postMessage({ id: this.opening, open: published });
  }

  // Resolves with the reply; rejects when there is none.
  ask(request) {
    if (this.state !== "ready") return Promise.reject(new Error("the checks are not ready"));
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, request });
    });
  }

  receive(data) {
    if (this.state === "failed") return;
    if (data.progress) {
      this.watch();
      this.onState("progress", data.progress, data.part);
    } else if (data.started) {
      this.watch();
    } else if (data.opened !== undefined) {
      if (data.opened !== this.opening) return;
      clearTimeout(this.watchdog);
      this.state = "ready";
      this.onState("ready");
    } else if (this.waiting.has(data.id)) {
      const { resolve, reject } = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.failed !== undefined) reject(new Error(data.failed));
      else resolve(JSON.parse(data.reply));
    } else if (data.failed !== undefined && (data.id === undefined || data.id === this.opening)) {
      this.fail(data.failed);
    }
  }

  watch() {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.fail("nothing has arrived for a minute"), STALLED_MS);
  }

  fail(reason) {
    clearTimeout(this.watchdog);
    if (this.state === "failed") return;
    this.state = "failed";
    this.worker?.terminate();
    this.drop();
    this.onState("failed", reason);
  }

  drop() {
    for (const { reject } of this.waiting.values()) reject(new Error("the checks have stopped"));
    this.waiting.clear();
  }
}
