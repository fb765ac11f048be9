// Links to a point of a tool. The engine alone writes and reads them; here they are carried to it and
// back. Until it has read one, and when it cannot, a card with the contacts stands in the tool's place:
// no outcome is ever shown by this script.

import { copied } from "./clipboard.js";
import { leadOut } from "./embedded.js";
import { isPoint } from "./trail.js";

const READING =
  "The page is reading the answers in this link. They show here as soon as the tool has started. " +
  "You need not wait for them.";
const STALLED =
  "The page is still reading this link. The tool takes long to start on this device or line.";
const FAILED =
  "This link cannot be read, because part of the tool could not start on this device. You can begin " +
  "without it.";

export class LinkToPoint {
  constructor(tool) {
    this.tool = tool;
    this.reading = "";
  }

  // Take in the link in the page's address, if there is one.
  arrive() {
    if (!isPoint(location.hash) || this.tool.problem) return;
    this.reading = location.hash.slice(1);
    this.notice.replaceChildren();
    this.say("This tool was opened from a link", READING);
    if (this.tool.ready) this.open();
    else if (this.tool.runtime && this.tool.runtime.state !== "starting") {
      this.waits(this.tool.runtime.state);
    }
  }

  open() {
    this.tool.run(async () => {
      const { reading } = this;
      const reply = await this.tool.ask({ op: "open", point: reading });
      // The reader may have gone on, or to another link.
      if (reading !== this.reading || !reading) return;
      if (!reply) this.waits(this.tool.runtime.state);
      else if (reply.error) this.refuse(reply.error.message);
      else this.follow(reply.ok);
    });
  }

  follow(reply) {
    const { tool } = this;
    this.reading = "";
    tool.trail.begin(reply.answers);
    tool.show({ ...reply, dropped: [] });
    if (tool.problem) return;
    this.notice.innerHTML = reply.notice;
    if (tool.data.page) leadOut(this.notice, tool.data.page);
    const title = this.notice.querySelector("[tabindex='-1']");
    title.focus({ preventScroll: true });
    tool.scrollIntoView({ block: "start" });
    tool.toggleTools();
  }

  refuse(message) {
    this.reading = "";
    this.tool.trail.begin({});
    this.say("This link cannot be used", message);
    this.tool.toggleTools();
  }

  // The engine is slow, or did not start.
  waits(state) {
    if (state === "stalled") this.say("This tool was opened from a link", STALLED);
    else if (state === "failed") this.refuse(FAILED);
  }

  say(title, text) {
    const { tool } = this;
    const card = tool.template("link");
    card.querySelector("h2").textContent = title;
    card.querySelector("[data-part='why']").textContent = text;
    tool.part("answers").replaceChildren();
    tool.put(card, "");
  }

  // The reader goes another way than the link's.
  leave() {
    this.reading = "";
    this.notice.replaceChildren();
    this.hide();
  }

  get notice() {
    return this.tool.part("link");
  }

  // ---- making one

  make() {
    const { tool } = this;
    tool.run(async () => {
      const page = tool.data.page ? new URL(tool.data.page, location).href : here();
      const reply = await tool.ask({ op: "link", answers: tool.answers, page });
      if (!reply || reply.error) {
        if (reply && !tool.refused()) tool.say(reply.error.message);
        return;
      }
      const box = tool.part("copy");
      box.innerHTML = reply.ok.screen;
      const field = box.querySelector("input");
      field.select();
      tool.say((await copied(field.value)) ? COPIED : NOT_COPIED);
    });
  }

  hide() {
    this.tool.part("copy").replaceChildren();
  }
}

const COPIED = "The link was copied. It stands below as well.";
const NOT_COPIED = "The link stands below. Copy it from there.";

const here = () => location.origin + location.pathname;
