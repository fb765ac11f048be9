// The tool as drafted: the engine of the tool pages decides by the draft, and draws each screen. Answers
// stay while the draft changes, as long as they still lead somewhere.

import { today } from "../copy.js";
import { londonNow } from "../london.js";

export class DraftTool {
  // `part(name)` gives the parts of the page; `ask` asks the checks; `root` leads to the site's top.
  constructor(part, ask, root) {
    Object.assign(this, { part, ask, root, pathway: "", answers: {}, past: [] });
    const box = part("tool");
    box.addEventListener("submit", (event) => this.submitted(event));
    box.addEventListener("click", (event) => this.clicked(event));
  }

  // Another tool, from its first step.
  async open(authority, pathway) {
    this.authority = authority;
    this.pathway = pathway;
    this.answers = {};
    this.past = [];
    await this.refresh();
  }

  // Show where the answers lead by the draft as it is now.
  async refresh() {
    if (!this.pathway) return;
    const { pathway } = this;
    const { harm, static: whole } = await this.ask({ op: "whole", pathway, root: this.root });
    if (pathway !== this.pathway) return;
    this.fill("harm", harm);
    this.fill("whole", whole);
    await this.show();
  }

  async show(options) {
    const reply = await this.engine({ op: "show", answers: this.answers });
    if (reply.ok) this.draw(reply.ok, options);
    else if (Object.keys(this.answers).length === 0) this.fault(reply.error.message);
    else {
      this.answers = {};
      this.past = [];
      await this.show();
      this.say("An answer given here no longer fits the draft, so the tool starts again.");
    }
  }

  engine(request) {
    return this.ask({
      op: "tool",
      request: { pathway: this.pathway, root: this.root, today: today(), ...request },
    });
  }

  async submitted(event) {
    const form = event.target.closest("form[data-step]");
    if (!form) return;
    event.preventDefault();
    const { step, kind } = form.dataset;
    const given = [...new FormData(form)];
    const answer =
      kind === "checklist"
        ? Object.fromEntries(given.map(([name, value]) => [name.slice(step.length + 1), value]))
        : (given.find(([name]) => name === step)?.[1] ?? "").trim();
    if (answer === "") {
      this.fault(kind === "question" ? "Choose an answer." : "Fill in an answer.");
      return;
    }
    const reply = await this.engine({ op: "answer", step, answer, answers: this.answers });
    if (reply.ok) {
      this.past.push(this.answers);
      this.draw(reply.ok, { focus: true });
    } else this.fault(reply.error.message);
  }

  async clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { interrupt, change, undo } = button.dataset;
    if (change) {
      const reply = await this.engine({ op: "edit", step: change, answers: this.answers });
      if (reply.ok) this.put(reply.ok.screen, { focus: true });
    } else if (interrupt || undo || button.dataset.do) {
      if (interrupt) this.go({ ...this.answers, [interrupt]: "yes" });
      else if (undo) this.go(without(this.answers, undo));
      else if (button.dataset.do === "again") this.go({});
      else if (this.past.length) this.answers = this.past.pop();
      await this.show({ focus: true });
    }
  }

  go(answers) {
    this.past.push(this.answers);
    this.answers = answers;
  }

  draw({ screen, answers, summary }, options) {
    this.answers = answers;
    this.put(screen, options);
    this.fill("answers", summary);
    this.part("back").disabled = this.past.length === 0;
    this.say("");
  }

  put(screen, { focus = false } = {}) {
    const held = this.part("screen");
    this.part("tool-error").hidden = true;
    // The same screen is left alone: the editor may be filling it in.
    if (!focus && this.drawn === screen) return;
    this.fill("screen", screen);
    this.drawn = screen;
    const clock = held.querySelector("form[data-clock] input");
    if (clock && !clock.value) clock.value = londonNow();
    if (focus) held.querySelector("[tabindex='-1']")?.focus();
  }

  // A tool's page has its clauses at its foot; from here they are looked up among the sources.
  fill(name, html) {
    this.part(name).innerHTML = html;
    for (const link of this.part(name).querySelectorAll("a[href^='#clause-']")) {
      const clause = link.getAttribute("href").replace("#clause-", "");
      link.href = `${this.root}${this.authority}/sources/#${clause}`;
    }
  }

  fault(message) {
    const box = this.part("tool-error");
    box.textContent = message;
    box.hidden = false;
  }

  say(text) {
    this.part("tool-status").textContent = text;
  }
}

function without(answers, step) {
  const { [step]: _, ...others } = answers;
  return others;
}
