// The custom element around a tool. It moves HTML and focus and keeps the answers in memory; the
// engine (Python, in a worker) decides. Until it is ready the page's own edges lead on, and every
// answer is replayed through the engine as soon as it is.

import { refusal, refusedCard, sideOf, today } from "./copy.js";
import { leadOut } from "./embedded.js";
import { londonNow } from "./london.js";
import { brokenNotice, errorSummary, startNotice } from "./messages.js";
import { LinkToPoint } from "./point-link.js";
import { Routes } from "./routes.js";
import { runtimeOf } from "./runtime.js";
import { saveText } from "./save.js";
import { Trail } from "./trail.js";

// What is wrong with an answer that the reader can mend; any other fault is the page's own.
const TO_MEND = ["WrongForm", "OutOfRange", "MissingItems"];

class PathwayWidget extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.routes = new Routes(this.data);
    this.trail = new Trail(
      () => this.refresh(),
      () => this.link.arrive(),
    );
    this.link = new LinkToPoint(this);
    this.at = `step:${this.routes.nodes[this.routes.start].step}`;
    this.work = Promise.resolve();
    this.hidden = false;
    this.refused();
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("click", (event) => this.clicked(event));
    this.fillClock();
    this.runtime = runtimeOf(this.data);
    this.runtime.listen((state, reason) => this.engineIs(state, reason));
    this.toggleTools();
    this.link.arrive();
    this.makeUpFor(this.pressed);
  }

  disconnectedCallback() {
    this.trail.leave();
  }

  // What the reader pressed before this script was there (docs/theme/assets/guard.js).
  makeUpFor(target) {
    if (!target) return;
    this.say("");
    if (target.localName === "form") this.submitted({ target, preventDefault: () => {} });
    else this.clicked({ target });
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get ready() {
    return this.runtime !== undefined && this.runtime.state === "ready";
  }

  get answers() {
    return this.trail.answers;
  }

  // ---- what the reader does

  submitted(event) {
    const form = event.target.closest("form[data-step]");
    if (!form) return;
    event.preventDefault();
    if (this.refused() || this.link.reading) return;
    const answer = this.read(form);
    if (answer !== null) this.give(form.dataset.step, answer);
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { interrupt, change, undo } = button.dataset;
    if (interrupt) this.interrupt(interrupt);
    else if (change) this.change(change);
    else if (undo) this.without(undo);
    else if (button.dataset.do === "back") this.trail.back();
    else if (button.dataset.do === "restart") this.restart();
    else if (button.dataset.do === "print") window.print();
    else if (button.dataset.do === "save") this.save();
    else if (button.dataset.do === "link") this.link.make();
  }

  // The answer in a form, or null after saying what is missing.
  read(form) {
    const { step, kind } = form.dataset;
    const given = new FormData(form);
    if (kind === "checklist") {
      const items = this.data.items[step];
      const open = items.find((item) => !given.get(`${step}/${item}`));
      if (open === undefined) {
        return Object.fromEntries(items.map((item) => [item, given.get(`${step}/${item}`)]));
      }
      const field = form.querySelector(`[data-item="${open}"] input`);
      this.complain("Answer each line of the list.", field);
      return null;
    }
    const answer = (given.get(step) || "").trim();
    if (answer) return answer;
    const missing = kind === "question" ? "Choose an answer." : "Fill in an answer.";
    this.complain(missing, form.querySelector("input"));
    return null;
  }

  // The urgent outcome stands in the page. Nothing comes between it and the reader: neither a slow
  // engine, nor an answer still on its way, nor a fault. The reasons follow.
  interrupt(interrupt) {
    const at = `outcome:${interrupt}`;
    this.link.leave();
    this.keep({ ...this.answers, [interrupt]: "yes" });
    this.put(this.template(at), at);
    this.refresh();
  }

  give(step, answer) {
    this.run(async () => {
      const before = this.answers;
      const reply = await this.ask({ op: "answer", step, answer, answers: before });
      if (before !== this.answers) this.give(step, answer);
      else if (this.problem) this.broken();
      else if (!reply) this.giveWithoutEngine({ ...before, [step]: answer });
      else if (reply.ok) {
        this.keep(reply.ok.answers);
        this.show(reply.ok, { forward: true });
      } else if (TO_MEND.includes(reply.error.name) && reply.error.step === step) {
        this.complain(reply.error.message, this.part("screen").querySelector("input"));
      } else this.broken(reply.error.message);
    });
  }

  giveWithoutEngine(answers) {
    const end = this.whereTo(answers);
    if (end.at === undefined && !end.waits) {
      const field = this.part("screen").querySelector("input");
      this.complain("This answer cannot be used. Check it and try again.", field);
    } else {
      this.keep(answers);
      this.lead({ forward: true });
    }
  }

  change(step) {
    this.run(async () => {
      const reply = await this.ask({ op: "edit", step, answers: this.answers });
      if (reply && reply.ok) this.show(reply.ok);
      else if (!this.problem && !this.refused()) this.put(this.template(`step:${step}`), `step:${step}`);
    });
  }

  without(step) {
    const { [step]: _, ...answers } = this.answers;
    this.keep(answers);
    this.refresh();
  }

  // The first step stands in the page, so this waits for no engine.
  restart() {
    this.link.leave();
    this.keep({});
    if (this.problem) this.broken();
    else this.lead();
  }

  save() {
    this.run(async () => {
      const when = new Intl.DateTimeFormat("en-GB", {
        dateStyle: "full",
        timeStyle: "short",
        timeZone: "Europe/London",
      }).format(new Date());
      const reply = await this.ask({ op: "record", answers: this.answers, made: `on your device: ${when}` });
      if (!reply || !reply.ok) {
        this.refused();
        return;
      }
      const name = `${this.data.authority}-${this.data.pathway}.txt`;
      saveText(reply.ok.text, name, "text/plain");
      this.say("The record was saved to your device.");
    });
  }

  // ---- answers, held here only

  keep(answers) {
    this.trail.keep(answers);
    this.link.hide();
    this.toggleTools();
  }

  // ---- what is shown

  // Show where the answers in memory lead, by the engine or by the page's own edges.
  refresh() {
    this.run(async () => {
      const before = this.answers;
      const reply = await this.ask({ op: "show", answers: before });
      // Newer answers show themselves.
      if (before !== this.answers) return;
      if (this.problem) this.broken();
      else if (!reply) this.lead();
      else if (reply.error) this.broken(reply.error.message);
      else this.show(reply.ok);
    });
  }

  // Go where the page's own edges lead, without the engine's list of answers.
  lead(options) {
    if (this.refused()) return;
    const { at, waits } = this.whereTo(this.answers);
    this.part("answers").replaceChildren();
    if (at !== undefined) this.put(this.template(at), at, options);
    else if (waits && this.runtime.state === "starting") {
      this.say("Your answer is kept. This tool is still starting and goes on by itself.");
    } else if (waits) this.say("To go on from here, read the whole pathway below.");
  }

  // Where answers lead along the edges written into the page: {at}, {waits} when only the engine
  // knows, or {} when an answer fits no edge.
  whereTo(answers) {
    if (Object.hasOwn(answers, this.data.interrupt)) return { at: `outcome:${this.data.interrupt}` };
    const end = this.routes.follow(answers);
    if (end.waits) return { waits: true };
    if (end.stuck) return {};
    return { at: end.outcome === undefined ? `step:${end.step}` : `outcome:${end.outcome}` };
  }

  template(at) {
    return this.querySelector(`template[data-screen="${at}"]`).content.cloneNode(true);
  }

  // Show what the engine replied, unless the edges in the page lead elsewhere: then neither is to be
  // trusted. The form of a step to change comes without answers, and needs no comparing.
  show({ screen, at, answers, summary, dropped }, { forward = false } = {}) {
    const own = answers === undefined ? { at } : this.whereTo(answers);
    if (!own.waits && own.at !== at) {
      this.broken("The page and the engine do not agree on where your answers lead.");
      return;
    }
    const holder = document.createElement("template");
    holder.innerHTML = screen;
    if (this.data.page) leadOut(holder.content, this.data.page);
    this.put(holder.content, at, { forward });
    if (summary !== undefined) this.part("answers").innerHTML = summary;
    if (dropped && dropped.length) {
      this.say(`No longer needed, so set aside: ${dropped.join(" ")}`);
    }
  }

  put(content, at, { forward = false } = {}) {
    this.part("error").hidden = true;
    this.say("");
    this.part("screen").replaceChildren(content);
    this.at = at;
    const start = this.part("screen").querySelector("[tabindex='-1']");
    if (start) start.focus({ preventScroll: true });
    const { top } = this.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 2) this.scrollIntoView({ block: "start" });
    this.toggleTools();
    this.tell();
    if (this.fillClock() && forward) this.part("screen").querySelector("form").requestSubmit();
  }

  // For what stands round the tool: another screen is shown.
  tell() {
    this.dispatchEvent(new Event("tool-moved", { bubbles: true }));
  }

  // Put London's time into a step that takes the reader's clock; true when it did. In a walkthrough
  // it is the story's time that counts.
  fillClock() {
    if ("told" in this.dataset) return false;
    const field = this.part("screen").querySelector("form[data-clock] input");
    if (!field || field.value) return false;
    field.value = londonNow();
    return true;
  }

  complain(message, field) {
    const box = this.part("error");
    box.replaceChildren(...errorSummary(message, field));
    box.hidden = false;
    box.focus();
  }

  say(text) {
    this.part("status").textContent = text;
  }

  // A kept copy past its review date, and rules out of their dates, lead nowhere but to the urgent
  // way out.
  refused() {
    this.past = refusal();
    this.side = sideOf(this.data.in_force);
    if (this.past) this.broken(this.past);
    else if (this.side) this.broken(this.side);
    return this.past !== "" || this.side !== "";
  }

  // What stands where the tool would be.
  refusedBox(message) {
    const side = this.past ? "" : sideOf(this.data.in_force);
    return side ? refusedCard(this, `refused:${side}`) : brokenNotice(message, { whole: !this.past });
  }

  // From here on there is no outcome but the urgent one, which needs no deciding.
  broken(message = this.problem) {
    this.problem = message;
    this.dataset.engine = "broken";
    this.part("error").hidden = true;
    this.part("answers").replaceChildren();
    this.link.leave();
    const urgent = `outcome:${this.data.interrupt}`;
    if (!(this.data.interrupt in this.answers)) {
      const box = this.refusedBox(message);
      this.part("screen").replaceChildren(box);
      this.at = "";
      // Before the tool has started the reader is at the top of the page, where the contacts are.
      if (this.runtime) box.querySelector("h2").focus();
    } else if (this.at !== urgent) this.put(this.template(urgent), urgent);
    this.toggleTools();
    this.tell();
  }

  toggleTools() {
    this.querySelector("[data-do='back']").disabled = this.trail.depth === 0;
    const empty = Object.keys(this.answers).length === 0;
    for (const name of ["save", "link"]) {
      this.querySelector(`[data-do='${name}']`).disabled = empty || !this.ready || this.problem;
    }
    this.querySelector(".hb-harm__row").hidden = this.at === `outcome:${this.data.interrupt}`;
  }

  // ---- the engine

  engineIs(state, reason) {
    if (this.problem) return;
    this.dataset.engine = state;
    const notice = this.part("notice");
    if (notice) notice.remove();
    if (state === "ready") {
      if (this.link.reading) this.link.open();
      else this.catchUp();
    } else if (this.link.reading) {
      this.link.waits(state);
    } else {
      this.dataset.reason = reason;
      this.append(startNotice(state));
    }
    this.toggleTools();
  }

  // Replay what was answered before the engine was ready and hold the result against the screen.
  catchUp() {
    this.run(async () => {
      const before = this.answers;
      if (Object.keys(before).length === 0) return;
      const reply = await this.ask({ op: "show", answers: before });
      if (!reply || before !== this.answers) return;
      if (reply.error) this.broken(reply.error.message);
      // A form is left as it is: the reader may be filling it in.
      else if (reply.ok.at === this.at && this.at.startsWith("step:")) {
        this.part("answers").innerHTML = reply.ok.summary;
      } else this.show(reply.ok, { forward: true });
    });
  }

  // The engine's reply, or null when it is not there or failed; the page's own edges then lead on.
  async ask(request) {
    if (!this.ready || this.problem) return null;
    const { pathway, root } = this.data;
    try {
      return await this.runtime.ask({ pathway, root, today: today(), ...request });
    } catch (error) {
      this.runtime.giveUp(error.message);
      return null;
    }
  }

  // One thing after the other, so that a quick press cannot overtake a reply.
  run(work) {
    this.work = this.work.then(work, work);
  }
}

customElements.define("pathway-widget", PathwayWidget);
