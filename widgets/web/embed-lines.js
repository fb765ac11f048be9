// The lines that show a tool in another site's page: writes the address of this site into each, and
// copies them. Without scripts they stand there all the same, with a word in the address's place.

import { copied } from "./clipboard.js";

class EmbedLines extends HTMLElement {
  connectedCallback() {
    const site = this.closest("article");
    for (const line of site.querySelectorAll("code[data-embed]")) {
      const { href } = new URL(line.dataset.embed, location);
      line.textContent = line.textContent.replace(/src="[^"]*"/, `src="${href}"`);
      const button = line.parentElement.querySelector("button");
      button.hidden = false;
      button.addEventListener("click", () => this.copy(line));
    }
  }

  async copy(line) {
    const done = await copied(line.textContent);
    if (!done) getSelection().selectAllChildren(line);
    this.querySelector("[role='status']").textContent = done
      ? "The line was copied."
      : "The line is marked. Copy it from there.";
  }
}

customElements.define("embed-lines", EmbedLines);
