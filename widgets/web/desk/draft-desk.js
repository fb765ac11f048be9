// The draft desk: a policy file opened, edited, checked and compared in the page. Nothing is sent.

import { Checks } from "./checks.js";
import { DraftTool } from "./draft-tool.js";
import { Drafts, keep, kept } from "./drafts.js";
import { Editor } from "./editor.js";
import { difference, element, problems } from "./report.js";
import { saveText } from "../save.js";
import { Suggest } from "./suggest.js";

const PAUSE_MS = 400; // after the last key
const ADDRESS = /^#([a-z0-9-]+)\/((?:[a-z0-9-]+\/)?[a-z0-9-]+\.yml)$/;

class DraftDesk extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.drafts = new Drafts();
    this.path = "";
    this.turn = 0;
    this.checks = new Checks(this.data, (...state) => this.checksAre(...state));
    const ask = (request) => this.checks.ask(request);
    this.editor = new Editor(this.part("text"), this.part("numbers"), () => this.changed());
    this.suggest = new Suggest(
      this.part("suggestions"),
      this.editor,
      (text, offset) => ask({ op: "complete", path: this.path, text, offset }),
      (text) => this.say(text),
    );
    this.tool = new DraftTool((name) => this.part(name), ask, this.data.root);
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("change", (event) => this.chosen(event.target));
    this.part("open").addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", () => this.follow());
    addEventListener("beforeunload", (event) => {
      if (this.drafts.unsaved) event.preventDefault();
    });
    this.hidden = false;
    document.querySelector("[data-needs-script]").hidden = true;
    this.takeUp();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  say(text) {
    this.part("status").textContent = text;
  }

  get authority() {
    return this.drafts.authority;
  }

  // ---- opening

  // What this tab keeps, or else the file that the address names.
  async takeUp() {
    const before = kept();
    this.part("keep").checked = before !== null;
    if (before) {
      await this.openAuthority(before.authority, before.drafts);
      if (this.authority) this.openFile(before.path);
    }
    await this.follow();
  }

  async follow() {
    const [, authority, file] = location.hash.match(ADDRESS) ?? [];
    const path = `${authority}/${file}`;
    if (!authority || path === this.path || !this.known(authority)) return;
    if (authority !== this.authority && !(await this.openAuthority(authority))) return;
    if (this.drafts.text(path) === undefined) this.say(`${path} is not among the published files.`);
    else this.openFile(path);
  }

  known(authority) {
    return [...this.part("authority").options].some(({ value }) => value === authority);
  }

  // Resolves with whether its files are here.
  async openAuthority(authority, changed = {}) {
    if (this.drafts.unsaved && !confirm("Leave the changes that you have not downloaded?")) {
      this.part("authority").value = this.authority;
      return false;
    }
    this.part("authority").value = authority;
    this.shut();
    if (!authority) return false;
    let text;
    let files;
    try {
      const response = await fetch(`${this.data.root}${authority}/policy.json`, { cache: "no-cache" });
      if (!response.ok) throw new Error(response.status);
      text = await response.text();
      ({ files } = JSON.parse(text));
    } catch {
      if (this.part("authority").value !== authority) return false;
      this.part("authority").value = "";
      this.warn("The published files did not arrive. Check your connection and choose again.");
      return false;
    }
    // Another was chosen meanwhile.
    if (this.part("authority").value !== authority) return false;
    this.drafts.open(authority, files, changed);
    this.list();
    this.checks.open(text);
    return true;
  }

  shut() {
    this.drafts.shut();
    this.path = "";
    this.part("work").hidden = true;
    this.part("file").disabled = true;
    this.part("disk").disabled = true;
    this.warn("");
    this.clear();
  }

  list() {
    const options = this.drafts.own.map((path) => new Option(this.called(path), path));
    this.part("file").replaceChildren(new Option("Choose a file", ""), ...options);
    this.part("file").value = this.path;
    this.part("file").disabled = false;
    this.part("disk").disabled = false;
  }

  // A file as the list of files names it.
  called(path) {
    const name = path.slice(this.authority.length + 1);
    return this.drafts.differs(path) ? `${name} (changed)` : name;
  }

  openFile(path) {
    this.path = path;
    this.part("work").hidden = !path;
    this.part("file").value = path;
    if (!path) return;
    this.editor.text = this.drafts.text(path);
    history.replaceState(history.state, "", `#${path}`);
    const edit = this.part("forge");
    const link = document.querySelector("a[rel=edit]");
    edit.parentElement.hidden = !link;
    if (link) edit.href = link.href.replace(this.data.source, `policy/${path}`);
    this.part("name").textContent = `policy/${path}`;
    this.wanted = path.match(/\/(?:pathways\/)([^/]+)\.yml$/)?.[1];
    this.mark();
    this.stale(true);
    this.check();
  }

  async fromDisk(file) {
    const path = this.drafts.placeOf(file.name, this.path);
    const text = (await file.text()).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    this.drafts.put(path, text);
    this.drafts.saved[path] = text;
    this.list();
    this.openFile(path);
    this.say(`${file.name} is open as policy/${path}.`);
  }

  // ---- what the editor does

  chosen(field) {
    const { part } = field.dataset;
    if (part === "authority") this.openAuthority(field.value);
    else if (part === "file") this.openFile(field.value);
    else if (part === "disk" && field.files.length) this.fromDisk(field.files[0]);
    else if (part === "which") this.tool.open(this.authority, field.value).catch(() => {});
    else if (part === "keep") this.keep();
  }

  clicked(event) {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    const name = button.dataset.do;
    if (name === "suggest") {
      this.editor.area.focus();
      this.suggest.open();
    } else if (name === "download") this.download();
    else if (name === "copy") this.copy();
    else if (name === "reset") this.reset();
  }

  changed() {
    this.drafts.put(this.path, this.editor.text);
    this.mark();
    this.keep();
    this.turn += 1; // what the checks still have in hand is of the text before
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE_MS);
    this.stale(true);
  }

  // Say of the open file, also in the list, whether it differs from the published one.
  mark() {
    const changed = this.drafts.differs(this.path);
    this.part("state").textContent = changed ? "changed" : "as published";
    const option = [...this.part("file").options].find(({ value }) => value === this.path);
    if (option) option.textContent = this.called(this.path);
    this.querySelector("[data-do=reset]").disabled = !changed;
  }

  download() {
    saveText(this.editor.text, this.path.split("/").pop(), "application/yaml");
    this.drafts.saved[this.path] = this.editor.text;
    this.say("The file is saved to your device. Put it in place of the old one in your copy.");
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.editor.text);
      this.say("The text is copied.");
    } catch {
      this.editor.area.select();
      this.say("The browser does not let the page copy. The text is selected: copy it by hand.");
    }
  }

  reset() {
    if (!confirm("Give up your changes to this file? They cannot be brought back.")) return;
    // Not as if it were typed: for a whole file that takes the browser many seconds.
    this.editor.text = this.drafts.published[this.path] ?? "";
    this.editor.area.focus();
    this.changed();
  }

  keep() {
    const { authority, path, drafts } = this;
    const value = this.part("keep").checked ? { authority, path, drafts: drafts.changed } : null;
    if (keep(value)) return;
    this.part("keep").checked = false;
    this.say("This browser keeps nothing for pages. Download the file before you leave.");
  }

  // ---- what the checks say

  checksAre(state, text, part) {
    const bar = this.part("bar");
    bar.hidden = state !== "progress";
    if (state === "progress") {
      this.say(`${text}. You can edit already.`);
      if (part === undefined) bar.removeAttribute("value");
      else bar.value = part;
    } else if (state === "ready") {
      this.say("The checks are ready.");
      this.dataset.checks = "ready";
      this.check();
    } else {
      this.dataset.checks = "failed";
      this.say("");
      this.clear();
      this.warn(
        `The checks cannot run here: ${text}. Your text is kept on this page. You can go on ` +
          "editing and download the file; then run make check in your copy of the project.",
      );
    }
  }

  async check() {
    if (!this.path || this.checks.state !== "ready") return;
    this.turn += 1;
    const { turn } = this;
    let found;
    try {
      found = await this.checks.ask({ op: "check", drafts: this.drafts.changed });
    } catch (error) {
      if (turn !== this.turn || this.checks.state !== "ready") return;
      this.stale(false);
      this.clear();
      this.warn(
        `The checks met something they do not know (${error.message}). Your text is kept. Change ` +
          "it, or download the file and run make check.",
      );
      return;
    }
    if (turn !== this.turn) return;
    this.warn("");
    this.show(found);
    await this.showTool(found.tools).catch(() => {});
    if (turn === this.turn) this.stale(false);
  }

  show({ problems: found, difference: differs }) {
    const here = found.filter(({ file }) => file === this.path);
    this.editor.mark(here.map(({ line }) => line));
    const list = problems([...here, ...found.filter((each) => !here.includes(each))], this.path,
      (line, column) => this.editor.goTo(line, column));
    this.part("problems").replaceChildren(...list);
    const count = found.length === 1 ? "1 problem" : `${found.length} problems`;
    const verdict = found.length
      ? `${count}. The build would refuse this.`
      : "Nothing is wrong in the files of this authority.";
    // Said aloud, so only where it is another than before.
    if (this.part("verdict").textContent !== verdict) this.part("verdict").textContent = verdict;
    this.part("verdict").dataset.sound = String(found.length === 0);
    this.part("difference").replaceChildren(
      ...(differs
        ? difference(differs)
        : [element("p", "", "This can be told when every file can be read and every name in it " +
          "stands for something. Mend what is wrong first.")]),
    );
    this.part("older").hidden = differs !== null;
  }

  async showTool(tools) {
    const choice = this.part("which");
    const before = choice.value;
    choice.replaceChildren(...Object.entries(tools).map(([id, title]) => new Option(title, id)));
    const wanted = this.wanted in tools ? this.wanted : before in tools ? before : choice.value;
    this.wanted = undefined;
    choice.value = wanted;
    const other = wanted !== this.tool.pathway || this.authority !== this.tool.authority;
    if (other) await this.tool.open(this.authority, wanted);
    else await this.tool.refresh();
  }

  // What stands beside a text that has changed since is told as older, until the checks are through.
  stale(is) {
    const busy = String(is && this.checks.state === "ready");
    for (const each of this.querySelectorAll("[data-result]")) each.setAttribute("aria-busy", busy);
  }

  clear() {
    this.editor.mark([]);
    for (const name of ["problems", "difference", "verdict"]) this.part(name).replaceChildren();
  }

  warn(text) {
    const box = this.part("notice");
    box.textContent = text;
    box.hidden = text === "";
  }
}

customElements.define("draft-desk", DraftDesk);
