// What could stand at the cursor, as a list below the text. The focus stays in the text: arrows move
// in the list, Enter takes, Escape closes (WAI-ARIA APG, list autocomplete).

const MOST = 40;

export class Suggest {
  // `list` is the listbox, `editor` the Editor, `ask` resolves with {start, end, suggestions}, and
  // `say` tells the reader.
  constructor(list, editor, ask, say) {
    Object.assign(this, { list, editor, ask, say, found: null, at: 0, asked: 0 });
    const { area } = editor;
    area.addEventListener("keydown", (event) => this.pressed(event));
    area.addEventListener("input", () => this.found && this.open());
    area.addEventListener("blur", () => this.close());
    area.addEventListener("click", () => this.close());
    // The text keeps the focus while the mouse is in the list.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.number));
    });
  }

  async open() {
    this.asked += 1;
    const turn = this.asked;
    const { text } = this.editor;
    let found;
    try {
      found = await this.ask(text, this.editor.offset);
    } catch {
      this.say("Suggestions come when the checks have started.");
      return;
    }
    if (turn !== this.asked || text !== this.editor.text) return;
    this.found = found;
    this.at = 0;
    if (found.suggestions.length === 0) {
      this.close();
      this.say("No suggestion for this place.");
      return;
    }
    this.list.replaceChildren(...found.suggestions.slice(0, MOST).map(option));
    this.list.hidden = false;
    this.place();
    const rest = found.suggestions.length - MOST;
    const count = found.suggestions.length === 1 ? "1 suggestion" : `${found.suggestions.length} suggestions`;
    this.say(rest > 0 ? `${count}. Type on to see fewer.` : `${count}.`);
    this.point();
  }

  // Below the line of the cursor, or above it in the lower half of the text.
  place() {
    const { area, text } = this.editor;
    const height = parseFloat(getComputedStyle(area).lineHeight);
    const row = text.slice(0, area.selectionStart).split("\n").length - 1;
    const top = parseFloat(getComputedStyle(area).paddingTop) + row * height - area.scrollTop;
    const above = top > area.clientHeight / 2;
    this.list.style.top = above ? "auto" : `${top + height}px`;
    this.list.style.bottom = above ? `${area.offsetHeight - top}px` : "auto";
  }

  close() {
    this.found = null;
    this.asked += 1;
    this.list.hidden = true;
    this.editor.area.removeAttribute("aria-activedescendant");
  }

  take(number) {
    const { start, end, suggestions } = this.found;
    const { text } = suggestions[number];
    this.close();
    this.editor.replace(start, end, text);
    this.say(`${text.trim()} is in the text.`);
  }

  pressed(event) {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      this.open();
      return;
    }
    if (!this.found) return;
    const last = Math.min(this.found.suggestions.length, MOST) - 1;
    if (event.key === "ArrowDown") this.point(this.at === last ? 0 : this.at + 1);
    else if (event.key === "ArrowUp") this.point(this.at === 0 ? last : this.at - 1);
    else if (event.key === "Enter") this.take(this.at);
    else if (event.key === "Escape") this.close();
    else {
      if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) this.close();
      return;
    }
    event.preventDefault();
  }

  point(number = this.at) {
    this.at = number;
    for (const [index, each] of [...this.list.children].entries()) {
      each.setAttribute("aria-selected", String(index === number));
    }
    const chosen = this.list.children[number];
    this.editor.area.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }
}

function option({ text, about }, number) {
  const made = document.createElement("li");
  made.setAttribute("role", "option");
  made.id = `desk-suggestion-${number}`;
  made.dataset.number = number;
  const word = document.createElement("b");
  word.textContent = text.trim();
  made.append(word, about ? ` ${about}` : "");
  return made;
}
