// The custom element that holds one set of facts against every authority. The ways and what stands
// at their ends are in the page; the engine replays them as soon as it is ready.

import { refusal } from "./copy.js";
import { brokenNotice, errorSummary, startNotice } from "./messages.js";
import { Routes } from "./routes.js";
import { runtimeOf } from "./runtime.js";

class CaseCompare extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.routes = Object.entries(this.data.routes).map(([authority, routes]) => [
      authority,
      new Routes({ routes, bands: {}, items: {} }),
    ]);
    this.hidden = false;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.compare(event.target);
    });
    this.addEventListener("change", () => {
      if (this.answers) this.clear();
    });
    this.runtime = runtimeOf(this.data);
    this.runtime.listen((state, reason) => this.engineIs(state, reason));
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  compare(form) {
    // A kept copy past its review date compares nothing.
    const past = refusal();
    if (past) {
      this.broken(past);
      return;
    }
    if (this.disagreement) {
      this.broken(this.disagreement);
      return;
    }
    this.clear();
    const answers = Object.fromEntries(new FormData(form));
    const ends = this.routes.map(([authority, routes]) => [authority, routes.follow(answers)]);
    const open = ends.find(([, end]) => end.outcome === undefined);
    if (open) {
      this.complain(form, open[1].step);
      return;
    }
    this.answers = answers;
    this.ends = Object.fromEntries(ends.map(([authority, end]) => [authority, end.outcome]));
    this.part("results").replaceChildren(
      ...Object.entries(this.ends).map(([authority, outcome]) =>
        this.querySelector(
          `template[data-screen="${authority}:${outcome}"]`,
        ).content.cloneNode(true),
      ),
    );
    this.part("title").hidden = false;
    this.part("title").focus();
    this.replay();
  }

  // What earlier facts led to does not stay below other facts, or below a mistake.
  clear() {
    this.answers = null;
    delete this.dataset.replayed;
    this.part("error").hidden = true;
    this.part("title").hidden = true;
    this.part("results").replaceChildren();
  }

  complain(form, step) {
    const field = form.querySelector(`input[name="${step}"]`);
    const ask = field.closest("fieldset").querySelector("legend").textContent;
    this.part("error").replaceChildren(...errorSummary(`Answer this too: ${ask}`, field));
    this.part("error").hidden = false;
    this.part("error").focus();
  }

  // Let the engine decide the same facts and hold its ends against those of the page.
  async replay() {
    if (this.runtime.state !== "ready" || !this.answers) return;
    const { answers, ends } = this;
    try {
      const reply = await this.runtime.ask({ answers, root: this.data.root });
      if (this.answers !== answers) return;
      if (reply.error) this.broken(reply.error.message);
      else if (!same(reply.ok.ends, ends)) {
        this.broken("The page and the engine do not agree on where these facts lead.");
      } else this.dataset.replayed = "yes";
    } catch (error) {
      this.runtime.giveUp(error.message);
    }
  }

  // From then on nothing on this page can be relied on, whatever the facts.
  broken(message) {
    this.disagreement = message;
    this.clear();
    this.part("results").replaceChildren(brokenNotice(message));
    this.dataset.engine = "broken";
    this.part("results").querySelector("h2").focus();
  }

  engineIs(state, reason) {
    this.dataset.engine = state;
    const notice = this.part("notice");
    if (notice) notice.remove();
    if (state === "ready") this.replay();
    else {
      this.dataset.reason = reason;
      this.prepend(startNotice("compare"));
    }
  }
}

function same(one, other) {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key])
  );
}

customElements.define("case-compare", CaseCompare);
