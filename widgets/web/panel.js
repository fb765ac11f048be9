// The parts of pages where a reader sees and settles what is kept on the device: on the first page
// of an authority its own copy, on the page About everything.

import { longDay } from "./copy.js";
import { ask, keep, keepAgain, removeEverything } from "./keep.js";

const FAILED = {
  none: "The connection was lost. Nothing was changed. Try again when you are online.",
  fault: "The site did not answer properly. Nothing was changed. Try again later.",
  other:
    "Something else than this handbook answered. This network may want you to sign in. " +
    "Nothing was changed.",
  changed:
    "A part did not arrive as it was published, or the handbook has just changed. Nothing was " +
    "changed on this device. Try again.",
  full: "There is not enough room on this device. Nothing was changed.",
  off: "Nothing is kept on this device, as you chose on the page About.",
  cancelled: "Stopped. Nothing was changed.",
};

export function showPanels(registration) {
  for (const panel of document.querySelectorAll("[data-offline]")) {
    if (panel.dataset.offline === "everything") new Everything(panel, registration).show();
    else if (registration) new OneCopy(panel, registration).show();
  }
}

class Panel {
  constructor(panel, registration) {
    this.panel = panel;
    this.registration = registration;
    this.busy = false;
    panel.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button) this[button.dataset.do]();
    });
  }

  part(name) {
    return this.panel.querySelector(`[data-part="${name}"]`);
  }

  button(name) {
    return this.panel.querySelector(`[data-do="${name}"]`);
  }

  // Only these buttons are there to press.
  offer(...names) {
    for (const button of this.panel.querySelectorAll("button[data-do]")) {
      button.hidden = !names.includes(button.dataset.do);
    }
  }

  say(text) {
    this.part("status").textContent = text;
  }

  // The button that was pressed may be gone: the words about what came of it take the focus.
  end(text) {
    this.say(text);
    this.part("status").focus();
  }
}

class OneCopy extends Panel {
  async show() {
    const { offline } = this.panel.dataset;
    let copy;
    let published = null;
    try {
      const { copies } = await ask(this.registration, "state");
      copy = copies.find((each) => each.part === offline);
      published = await ask(this.registration, "measure", { part: offline });
    } catch {
      // Without a connection what is kept can still be told and removed.
    }
    this.part("size").textContent = words(copy, published);
    const more = published ? published.toFetch > 0 : !copy?.whole;
    this.button("make").textContent =
      copy && copy.whole ? "Renew the copy" : "Make available offline";
    this.offer(...(more ? ["make"] : []), ...(copy ? ["remove"] : []));
    this.panel.hidden = false;
  }

  async make() {
    // Asked for by the reader, so the browser should not clear it away by itself.
    navigator.storage?.persist?.();
    const bar = this.part("bar");
    this.stopper = new AbortController();
    this.offer("stop");
    bar.hidden = false;
    bar.removeAttribute("value");
    this.say("Downloading");
    this.button("stop").focus();
    let said;
    try {
      await keep(this.registration, this.panel.dataset.offline, {
        runtime: true,
        signal: this.stopper.signal,
        onProgress: (done, all) => {
          bar.value = all ? done / all : 1;
          this.part("size").textContent = `${megabytes(done)} of ${megabytes(all)} downloaded.`;
        },
      });
      said = "Done. These pages and tools now work on this device without a connection.";
    } catch (error) {
      said = FAILED[this.stopper.signal.aborted ? "cancelled" : error.message] ?? FAILED.fault;
    }
    bar.hidden = true;
    await this.show();
    this.end(said);
  }

  stop() {
    this.stopper.abort();
  }

  async remove() {
    await ask(this.registration, "remove", { part: this.panel.dataset.offline });
    await this.show();
    this.end(
      "The copy is gone. A page of this authority that you open from now on keeps one again; " +
        "the page About lets you keep nothing.",
    );
  }
}

class Everything extends Panel {
  async show() {
    const kept = this.registration && (await ask(this.registration, "state").catch(() => null));
    this.part("copies").replaceChildren(...(kept ? kept.copies : []).map(line));
    this.part("size").textContent = !kept
      ? "Nothing is kept on this device but this choice of yours."
      : kept.copies.length
        ? "Kept on this device:"
        : kept.other
          ? "Kept on this device: the pages that you opened."
          : "Nothing is kept on this device.";
    this.offer(kept ? "removeAll" : "again");
    this.panel.hidden = false;
  }

  async removeAll() {
    await removeEverything(this.registration);
    this.registration = null;
    await this.show();
    this.end("Everything is removed. This device keeps nothing from now on.");
  }

  again() {
    keepAgain();
    location.reload();
  }
}

function words(copy, published) {
  const sentences = [];
  if (copy) {
    sentences.push(
      `On this device: a copy of ${longDay(new Date(copy.kept))}, ${megabytes(copy.size)}, ` +
        (copy.whole ? "with all of the tools." : "without the part that gives reasons and dates."),
    );
  }
  if (published && published.toFetch > 0) {
    sentences.push(
      `The whole copy takes ${megabytes(published.size)}. Still to download: at most ` +
        `${megabytes(published.toFetch)}.`,
    );
  }
  return sentences.join(" ");
}

function line({ name, kept, size }) {
  const made = document.createElement("li");
  made.textContent = `${name}: a copy of ${longDay(new Date(kept))}, ${megabytes(size)}`;
  return made;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
