// Leads to a tool as it stood on a day. The versions and their days stand in the page, which lists
// them for readers without scripts.

import { longDay, today } from "./copy.js";

class VersionFinder extends HTMLElement {
  connectedCallback() {
    if (this.versions) return;
    this.versions = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.hidden = false;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.find(event.target);
    });
  }

  find(form) {
    const { day, tool } = Object.fromEntries(new FormData(form));
    const version = this.versions.find(
      ({ starts, ends }) => starts <= day && (!ends || day <= ends),
    );
    if (!day) this.say("Fill in a real date.", form);
    else if (day > today()) this.say("That day is still to come. Give a day up to today.", form);
    else if (!version) this.say(this.none(day), form);
    else if (tool && !version.tools.includes(tool)) {
      this.say(`Version ${version.number}, in force on that day, does not have this tool. `, form);
      const link = document.createElement("a");
      link.href = version.page;
      link.textContent = "See the tools it has";
      this.status.append(link);
    } else location.assign(tool ? `${version.page}tools/${tool}/` : version.page);
  }

  none(day) {
    const first = this.versions.at(-1).starts;
    return day < first
      ? `The handbook had no rules yet. The first version counted from ${inWords(first)}.`
      : "No version was in force on that day.";
  }

  get status() {
    return this.querySelector("[data-part='status']");
  }

  say(text, form) {
    this.status.textContent = text;
    form.elements.day.focus();
  }
}

const inWords = (day) => longDay(new Date(`${day}T12:00Z`));

customElements.define("version-finder", VersionFinder);
