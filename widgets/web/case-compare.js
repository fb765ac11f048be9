// The custom element that holds one set of facts against every authority. The ways and what stands
// at their ends are in the page; the engine replays them as soon as it is ready.

import { refusal, refusedCard, sideOf, today } from "./copy.js";
import { brokenNotice, errorSummary, startNotice } from "./messages.js";
import { Routes } from "./routes.js";
import { runtimeOf } from "./runtime.js";
import { factsTold, toldBy } from "./told-facts.js";

// How the names of the fields begin that choose an authority.
const CHOICE = "authority-";

class CaseCompare extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.routes = Object.entries(this.data.routes).map(([authority, routes]) => [
      authority,
      new Routes({ routes, bands: {}, items: {} }),
    ]);
    this.loaded = {};
    this.hidden = false;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.compare(event.target);
    });
    this.addEventListener("change", () => {
      if (this.answers || this.turn) this.clear();
    });
    this.runtime = runtimeOf(this.data);
    this.runtime.listen((state, reason) => this.engineIs(state, reason));
    window.addEventListener("hashchange", () => this.arrive());
    this.arrive();
  }

  // Take in the facts of a walkthrough's scene, where the address has some.
  arrive() {
    const form = this.querySelector("form");
    const told = factsTold(form, location.hash);
    if (!told) return;
    this.clear();
    if (told.damaged) {
      this.report(told.damaged);
      return;
    }
    form.reset();
    for (const field of told.fields) field.checked = true;
    const choice = form.querySelector(`[name="${CHOICE}1"]`);
    if (choice) choice.value = told.authority;
    else this.compare(form);
    this.part("told").replaceChildren(toldBy(told, this.data.root, Boolean(choice)));
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  async compare(form) {
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
    const given = [...new FormData(form)];
    const answers = Object.fromEntries(given.filter(([name]) => !name.startsWith(CHOICE)));
    let { routes } = this;
    if (this.data.columns) {
      const chosen = given.filter(([name, value]) => name.startsWith(CHOICE) && value);
      routes = await this.chosen(form, new Set(chosen.map(([, value]) => value)));
      if (!routes) return;
    }
    const day = today();
    // An authority whose rules are out of their dates says so in place of its column.
    const sides = Object.fromEntries(
      routes.map(([authority]) => [authority, sideOf(this.data.in_force[authority])]),
    );
    const ends = routes
      .filter(([authority]) => !sides[authority])
      .map(([authority, routes]) => [authority, routes.follow(answers)]);
    const open = ends.find(([, end]) => end.outcome === undefined);
    if (open) {
      this.complain(form, open[1].step);
      return;
    }
    this.answers = answers;
    this.ends = Object.fromEntries(ends.map(([authority, end]) => [authority, end.outcome]));
    this.day = day;
    this.part("results").replaceChildren(
      ...Object.entries(sides).map(([authority, side]) =>
        side
          ? refusedCard(this, `${authority}:refused:${side}`)
          : this.querySelector(
              `template[data-screen="${authority}:${this.ends[authority]}"]`,
            ).content.cloneNode(true),
      ),
    );
    this.part("title").hidden = false;
    this.part("title").focus();
    this.replay();
  }

  // The ways of the chosen authorities, fetched when they are chosen for the first time; nothing
  // when none is chosen, one does not arrive, or the reader has changed the choice meanwhile.
  async chosen(form, names) {
    const field = form.querySelector(`[name^="${CHOICE}"]`);
    if (!names.size) {
      this.report("Choose an authority", field);
      return null;
    }
    const turn = Symbol("turn");
    this.turn = turn;
    for (const name of names) {
      try {
        this.loaded[name] = this.loaded[name] || (await this.fetchColumn(name));
      } catch {
        if (this.turn !== turn) return null;
        const missing = this.data.names[name];
        this.report(`${missing} could not be loaded. Try again, or use its own page below`, field);
        return null;
      }
      if (this.turn !== turn) return null;
    }
    this.policies = [...names].map((name) => this.loaded[name].policy);
    return [...names].map((name) => [name, this.loaded[name].routes]);
  }

  async fetchColumn(name) {
    const { url, size, sha256 } = this.data.columns[name];
    const response = await fetch(url, { credentials: "same-origin" });
    const content = await response.arrayBuffer();
    if (!response.ok || content.byteLength !== size) throw new Error("it did not arrive whole");
    // Only pages over https or on this machine may hash; elsewhere the size has to do.
    if (crypto.subtle) {
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
      const text = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (text !== sha256) throw new Error("it is not the file this page was made with");
    }
    const column = JSON.parse(new TextDecoder().decode(content));
    for (const [outcome, html] of Object.entries(column.screens)) {
      const template = document.createElement("template");
      template.dataset.screen = `${name}:${outcome}`;
      template.innerHTML = html;
      this.append(template);
    }
    this.data.in_force[name] = column.in_force;
    const routes = new Routes({ routes: column.routes, bands: {}, items: {} });
    return { routes, policy: column.policy };
  }

  // What earlier facts led to does not stay below other facts, or below a mistake.
  clear() {
    this.answers = null;
    this.turn = null;
    delete this.dataset.replayed;
    this.part("error").hidden = true;
    this.part("title").hidden = true;
    this.part("told").replaceChildren();
    this.part("results").replaceChildren();
  }

  complain(form, step) {
    const field = form.querySelector(`input[name="${step}"]`);
    const ask = field.closest("fieldset").querySelector("legend").textContent;
    this.report(`Answer this too: ${ask}`, field);
  }

  report(message, field) {
    this.part("error").replaceChildren(...errorSummary(message, field));
    this.part("error").hidden = false;
    this.part("error").focus();
  }

  // Let the engine decide the same facts and hold its ends against those of the page.
  async replay() {
    if (this.runtime.state !== "ready" || !this.answers) return;
    const { answers, ends, policies, day } = this;
    try {
      const reply = await this.runtime.ask({ answers, root: this.data.root, policies, today: day });
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
      this.append(startNotice("compare"));
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
