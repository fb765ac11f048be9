// The custom element around a tool. It moves HTML and focus and keeps the answers in memory; the
// engine (Python, in a worker) decides. Until it is ready the page's own edges lead on, and every
// answer is replayed through the engine as soon as it is.

import { brokenNotice, errorSummary, startNotice } from "./messages.js";
import { Routes, londonNow } from "./routes.js";
import { runtimeOf } from "./runtime.js";
import { saveText } from "./save.js";

// Only a counter goes into the browser's history, never an answer.
const DEPTH = "hbDepth";

class PathwayWidget extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.routes = new Routes(this.data);
    this.answers = {};
    this.trail = [this.answers];
    this.depth = 0;
    this.at = `step:${this.routes.nodes[this.routes.start].step}`;
    this.work = Promise.resolve();
    this.hidden = false;
    history.replaceState({ ...history.state, [DEPTH]: 0 }, "");
    this.addEventListener("submit", (event) => this.submitted(event));
    this.addEventListener("click", (event) => this.clicked(event));
    window.addEventListener("popstate", ({ state }) => this.wentTo(state && state[DEPTH]));
    this.fillClock();
    this.runtime = runtimeOf(this.data);
    this.runtime.listen((state, reason) => this.engineIs(state, reason));
    this.toggleTools();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get ready() {
    return this.runtime !== undefined && this.runtime.state === "ready";
  }

  // ---- what the reader does

  submitted(event) {
    const form = event.target.closest("form[data-step]");
    if (!form) return;
    event.preventDefault();
    const answer = this.read(form);
    if (answer !== null) this.give(form.dataset.step, answer);
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { interrupt, change, undo } = button.dataset;
    if (interrupt) this.give(interrupt, "yes");
    else if (change) this.change(change);
    else if (undo) this.without(undo);
    else if (button.dataset.do === "back") history.back();
    else if (button.dataset.do === "restart") this.restart();
    else if (button.dataset.do === "print") window.print();
    else if (button.dataset.do === "save") this.save();
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

  give(step, answer) {
    this.run(async () => {
      const request = { op: "answer", step, answer, answers: this.answers };
      const reply = this.ready ? await this.ask(request) : null;
      if (reply && reply.error) {
        this.complain(reply.error.message, this.part("screen").querySelector("input"));
      } else if (reply) {
        this.keep(reply.ok.answers);
        this.show(reply.ok, { forward: true });
      } else {
        this.giveWithoutEngine({ ...this.answers, [step]: answer });
      }
    });
  }

  giveWithoutEngine(answers) {
    const end = this.whereTo(answers);
    if (end.waits) {
      this.keep(answers);
      this.say("Your answer is kept. This tool is still starting and goes on by itself.");
    } else if (end.at === undefined) {
      const field = this.part("screen").querySelector("input");
      this.complain("This answer cannot be used. Check it and try again.", field);
    } else {
      this.keep(answers);
      this.put(this.template(end.at), end.at, { forward: true });
    }
  }

  change(step) {
    this.run(async () => {
      const reply = await this.ask({ op: "edit", step, answers: this.answers });
      if (reply && reply.ok) this.show(reply.ok);
    });
  }

  without(step) {
    const { [step]: _, ...answers } = this.answers;
    this.keep(answers);
    this.refresh();
  }

  restart() {
    this.keep({});
    this.refresh();
  }

  save() {
    this.run(async () => {
      const made = new Intl.DateTimeFormat("en-GB", {
        dateStyle: "full",
        timeStyle: "short",
        timeZone: "Europe/London",
      }).format(new Date());
      const reply = await this.ask({ op: "record", answers: this.answers, made });
      if (!reply || !reply.ok) return;
      const name = `${this.data.authority}-${this.data.pathway}.txt`;
      saveText(reply.ok.text, name, "text/plain");
      this.say("The record was saved to your device.");
    });
  }

  // ---- answers, held here only

  // Hold new answers and make them a place that Back can return from.
  keep(answers) {
    this.answers = answers;
    this.depth += 1;
    this.trail = [...this.trail.slice(0, this.depth), answers];
    history.pushState({ [DEPTH]: this.depth }, "");
    this.toggleTools();
  }

  wentTo(depth) {
    if (typeof depth !== "number" || !this.trail[depth] || depth === this.depth) return;
    this.depth = depth;
    this.answers = this.trail[depth];
    this.refresh();
  }

  // ---- what is shown

  // Show where the answers in memory lead, by the engine or by the page's own edges.
  refresh() {
    this.run(async () => {
      const reply = this.ready ? await this.ask({ op: "show", answers: this.answers }) : null;
      if (reply && reply.error) this.broken(reply.error.message);
      else if (reply) this.show(reply.ok);
      else {
        const { at } = this.whereTo(this.answers);
        this.put(this.template(at), at);
      }
    });
  }

  // Where answers lead along the edges written into the page: {at}, {waits} when only the engine
  // knows, or {} when an answer fits no edge.
  whereTo(answers) {
    if (this.data.interrupt in answers) return { at: `outcome:${this.data.interrupt}` };
    const end = this.routes.follow(answers);
    if (end.waits) return { waits: true };
    if (end.stuck) return {};
    return { at: end.outcome === undefined ? `step:${end.step}` : `outcome:${end.outcome}` };
  }

  template(at) {
    return this.querySelector(`template[data-screen="${at}"]`).content.cloneNode(true);
  }

  show({ screen, at, summary, dropped }, { forward = false } = {}) {
    const holder = document.createElement("template");
    holder.innerHTML = screen;
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
    if (this.fillClock() && forward) this.part("screen").querySelector("form").requestSubmit();
  }

  // Put London's time into a step that takes the reader's clock; true when it did.
  fillClock() {
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

  broken(message) {
    const box = brokenNotice(message);
    this.part("screen").replaceChildren(box);
    this.part("answers").replaceChildren();
    this.dataset.engine = "broken";
    box.querySelector("h2").focus();
  }

  toggleTools() {
    this.querySelector("[data-do='back']").disabled = this.depth === 0;
    const empty = Object.keys(this.answers).length === 0;
    this.querySelector("[data-do='save']").disabled = empty || !this.ready;
    this.querySelector(".hb-harm__row").hidden = this.at === `outcome:${this.data.interrupt}`;
  }

  // ---- the engine

  engineIs(state, reason) {
    this.dataset.engine = state;
    const notice = this.part("notice");
    if (notice) notice.remove();
    if (state === "ready") {
      this.catchUp();
    } else {
      this.dataset.reason = reason;
      this.prepend(startNotice(state));
    }
    this.toggleTools();
  }

  // Replay what was answered before the engine was ready and hold the result against the screen.
  catchUp() {
    this.run(async () => {
      if (Object.keys(this.answers).length === 0) return;
      const reply = await this.ask({ op: "show", answers: this.answers });
      if (!reply) return;
      const { at, waits } = this.whereTo(this.answers);
      if (reply.error) this.broken(reply.error.message);
      else if (waits) this.show(reply.ok, { forward: true });
      else if (reply.ok.at !== at) {
        this.broken("The page and the engine do not agree on where your answers lead.");
      } else if (at.startsWith("outcome:")) this.show(reply.ok);
      // A form is left as it is: the reader may be filling it in.
      else this.part("answers").innerHTML = reply.ok.summary;
    });
  }

  // The engine's reply, or null when it failed; the page's own edges then lead on.
  async ask(request) {
    const { pathway, root } = this.data;
    try {
      return await this.runtime.ask({ pathway, root, ...request });
    } catch (error) {
      this.runtime.fail(error.message);
      return null;
    }
  }

  // One thing after the other, so that a quick press cannot overtake a reply.
  run(work) {
    this.work = this.work.then(work, work);
  }
}

customElements.define("pathway-widget", PathwayWidget);
