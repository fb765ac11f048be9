// The custom element around the timescales of an authority: a start goes to the engine, the dates
// come back. Without the engine the rules and the worked examples on the page remain.

import { errorSummary, startNotice } from "./messages.js";
import { londonNow } from "./routes.js";
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
    const start = new FormData(form).get("start");
    if (!start) {
      this.complain(form, "Fill in a date.");
      return;
    }
    // An answer given early waits for the engine instead of being lost.
    if (this.runtime.state !== "ready") {
      this.waiting = form;
      this.results(form).textContent = "This tool is still starting and goes on by itself.";
      return;
    }
    const timescale = form.dataset.timescale;
    const request = { op: "dates", timescale, start, made: londonNow() };
    try {
      const reply = await this.runtime.ask(request);
      if (reply.error) this.complain(form, reply.error.message);
      else this.put(form, reply.ok);
    } catch (error) {
      this.runtime.fail(error.message);
    }
  }

  put(form, { screen, calendar }) {
    const results = this.results(form);
    results.innerHTML = screen;
    this.error(form).hidden = true;
    this.calendars.set(results, { calendar, name: form.dataset.timescale });
    results.querySelector("[tabindex='-1']").focus();
  }

  save(button) {
    if (!button || button.dataset.do !== "calendar") return;
    const { calendar, name } = this.calendars.get(button.closest("[data-part='results']"));
    saveText(calendar, `${this.config.authority}-${name}.ics`, "text/calendar");
  }

  complain(form, message) {
    const box = this.error(form);
    box.replaceChildren(...errorSummary(message, form.querySelector("input")));
    box.hidden = false;
    box.focus();
  }

  results(form) {
    return form.parentElement.querySelector("[data-part='results']");
  }

  error(form) {
    return form.parentElement.querySelector("[data-part='error']");
  }

  engineIs(state, reason) {
    this.dataset.engine = state;
    const notice = this.querySelector("[data-part='notice']");
    if (notice) notice.remove();
    if (state !== "ready") {
      this.dataset.reason = reason;
      this.prepend(startNotice("dates"));
    } else if (this.waiting) {
      const form = this.waiting;
      this.waiting = null;
      this.show(form);
    }
  }
}

customElements.define("due-dates", DueDates);
