// The custom element around the timescales of an authority: a start goes to the engine, the dates
// come back. Without the engine the rules and the worked examples on the page remain.

import { refusal, refusedCard, sideOf, today } from "./copy.js";
import { brokenNotice, errorSummary, startNotice } from "./messages.js";
import { londonNow } from "./london.js";
import { runtimeOf } from "./runtime.js";
import { saveText } from "./save.js";

class DueDates extends HTMLElement {
  connectedCallback() {
    if (this.runtime) return;
    const data = this.querySelector("script[type='application/json']").textContent;
    this.config = JSON.parse(data);
    this.calendars = new WeakMap();
    this.hidden = false;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.show(event.target);
    });
    this.addEventListener("click", (event) => this.save(event.target.closest("[data-do]")));
    this.runtime = runtimeOf(this.config);
    this.runtime.listen((state, reason) => this.engineIs(state, reason));
  }

  async show(form) {
    if (this.refused(form)) return;
    const field = form.querySelector("input");
    const start = field.value;
    if (!start) {
      this.complain(form, missing(field));
      return;
    }
    this.clear(form);
    if (this.runtime.state === "failed") {
      this.explain();
      return;
    }
    // An answer given early waits for the engine instead of being lost.
    if (this.runtime.state !== "ready") {
      this.waiting = form;
      this.status.textContent =
        "Your date is kept. This tool is still starting and goes on by itself.";
      return;
    }
    const timescale = form.dataset.timescale;
    const request = { op: "dates", timescale, start, made: londonNow(), today: today() };
    try {
      const reply = await this.runtime.ask(request);
      if (reply.error) this.complain(form, reply.error.message);
      else this.put(form, reply.ok);
    } catch (error) {
      this.runtime.giveUp(error.message);
      await this.show(form);
    }
  }

  // A kept copy past its review date, and rules out of their dates, work out no dates.
  refused(form) {
    const past = refusal();
    const side = past ? "" : sideOf(this.config.in_force);
    if (past || side) {
      this.clear(form);
      const box = past ? brokenNotice(past) : refusedCard(this, `refused:${side}`);
      this.results(form).replaceChildren(box);
      box.querySelector("h2").focus();
    }
    return past !== "" || side !== "";
  }

  put(form, { screen, calendar }) {
    const results = this.results(form);
    results.innerHTML = screen;
    this.calendars.set(results, { calendar, name: form.dataset.timescale });
    results.querySelector("[tabindex='-1']").focus();
  }

  save(button) {
    if (!button || button.dataset.do !== "calendar") return;
    const { calendar, name } = this.calendars.get(button.closest("[data-part='results']"));
    saveText(calendar, `${this.config.authority}-${name}.ics`, "text/calendar");
    this.status.textContent = "The calendar file was saved to your device.";
  }

  complain(form, message) {
    this.clear(form);
    const box = this.error(form);
    box.replaceChildren(...errorSummary(message, form.querySelector("input")));
    box.hidden = false;
    box.focus();
  }

  // The dates of an earlier start do not stay below another, or below a mistake.
  clear(form) {
    this.waiting = null;
    this.status.textContent = "";
    this.error(form).hidden = true;
    this.results(form).replaceChildren();
  }

  get status() {
    return this.querySelector("[data-part='status']");
  }

  results(form) {
    return form.parentElement.querySelector("[data-part='results']");
  }

  error(form) {
    return form.parentElement.querySelector("[data-part='error']");
  }

  engineIs(state, reason) {
    this.dataset.engine = state;
    this.unexplain();
    const form = this.waiting;
    if (state === "ready") {
      if (form) this.show(form);
      return;
    }
    this.dataset.reason = reason;
    if (state === "failed" && form) this.clear(form);
    // Of several timescales on a page the first speaks for all, and the one that waits for itself.
    if (form || this === document.querySelector(this.localName)) this.explain();
  }

  explain() {
    this.unexplain();
    this.append(startNotice("dates"));
  }

  unexplain() {
    const notice = this.querySelector("[data-part='notice']");
    if (notice) notice.remove();
  }
}

// What to say of a field without a value: a browser gives none for a date that does not exist.
function missing(field) {
  const what = field.type === "date" ? "date" : "day and time";
  return field.validity.badInput ? `Give a real ${what}.` : `Fill in a ${what}.`;
}

customElements.define("due-dates", DueDates);
