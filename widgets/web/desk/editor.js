// The text being edited: a plain textarea with line numbers. Tab always leads on to the next control;
// Enter keeps the indent, and Ctrl+] and Ctrl+[ move the line in and out.

const STEP = "  ";

export class Editor {
  // `area` is the textarea, `numbers` the column beside it. `onInput` hears of every change.
  constructor(area, numbers, onInput) {
    this.area = area;
    this.numbers = numbers;
    this.onInput = onInput;
    this.faults = new Set();
    area.addEventListener("input", () => {
      this.number();
      this.onInput();
    });
    area.addEventListener("scroll", () => {
      numbers.scrollTop = area.scrollTop;
    });
    area.addEventListener("keydown", (event) => this.pressed(event));
  }

  get text() {
    return this.area.value;
  }

  // Another text in place of this one; what was undone before cannot come back into it.
  set text(text) {
    this.area.value = text;
    this.area.setSelectionRange(0, 0);
    this.area.scrollTop = 0;
    this.faults = new Set();
    this.number();
  }

  // Where the cursor stands, in characters as Python counts them.
  get offset() {
    return [...this.text.slice(0, this.area.selectionStart)].length;
  }

  // Replace what stands between two places (characters), so that it can be undone.
  replace(start, end, text) {
    const characters = [...this.text];
    const from = characters.slice(0, start).join("").length;
    const to = from + characters.slice(start, end).join("").length;
    this.area.focus();
    this.area.setSelectionRange(from, to);
    this.insert(text);
  }

  // The only way to write into a textarea that leaves the browser's own Undo whole.
  insert(text) {
    if (document.execCommand("insertText", false, text)) return;
    const { selectionStart, selectionEnd } = this.area;
    this.area.setRangeText(text, selectionStart, selectionEnd, "end");
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Put the cursor at a line and column, both from 1, and bring it into sight.
  goTo(line, column) {
    const lines = this.text.split("\n");
    const row = Math.min(line, lines.length) - 1;
    const inLine = [...lines[row]].slice(0, column - 1).join("").length;
    const place = lines.slice(0, row).reduce((sum, each) => sum + each.length + 1, 0) + inLine;
    this.area.focus();
    this.area.setSelectionRange(place, place);
    const height = parseFloat(getComputedStyle(this.area).lineHeight);
    this.area.scrollTop = Math.max(0, row * height - this.area.clientHeight / 3);
    this.area.scrollLeft = 0;
    this.area.scrollIntoView({ block: "nearest" });
  }

  // Mark these lines as having something wrong.
  mark(lines) {
    this.faults = new Set(lines);
    this.number();
  }

  number() {
    const count = this.text.split("\n").length;
    const parts = [];
    let plain = "";
    for (let line = 1; line <= count; line += 1) {
      if (!this.faults.has(line)) plain += `${line}\n`;
      else {
        const marked = document.createElement("b");
        marked.textContent = `▸${line}`;
        parts.push(plain, marked);
        plain = "\n";
      }
    }
    this.numbers.replaceChildren(...parts, plain);
    this.numbers.scrollTop = this.area.scrollTop;
  }

  pressed(event) {
    if (event.defaultPrevented || event.isComposing) return;
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key === "Enter" && !ctrlKey && !metaKey && !altKey && !shiftKey) {
      event.preventDefault();
      this.insert(`\n${this.indent()}`);
    } else if ((ctrlKey || metaKey) && (key === "]" || key === "[")) {
      event.preventDefault();
      this.shift(key === "]");
    }
  }

  // How far in a line below this one begins.
  indent() {
    const line = this.text.slice(0, this.area.selectionStart).split("\n").pop();
    const spaces = line.match(/^ */)[0];
    if (/^ *- +[\w-]+:/.test(line)) return `${spaces}${STEP}`;
    return /:\s*(?:[>|][-+]?)?\s*$/.test(line) ? `${spaces}${STEP}` : spaces;
  }

  // Move the lines of the selection in or out by one step.
  shift(inwards) {
    const { selectionStart, selectionEnd } = this.area;
    const from = this.text.lastIndexOf("\n", selectionStart - 1) + 1;
    const end = this.text.indexOf("\n", selectionEnd);
    const to = end < 0 ? this.text.length : end;
    const moved = this.text
      .slice(from, to)
      .split("\n")
      .map((line) => (inwards ? STEP + line : line.replace(/^ {1,2}/, "")))
      .join("\n");
    const grown = moved.length - (to - from);
    this.area.setSelectionRange(from, to);
    this.insert(moved);
    const several = selectionEnd > selectionStart;
    const place = Math.max(from, selectionStart + (inwards ? STEP.length : grown));
    this.area.setSelectionRange(several ? from : place, several ? to + grown : place);
  }
}
