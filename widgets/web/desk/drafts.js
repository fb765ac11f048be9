// The files of an authority as published, and what the editor has made of some of them. They live in
// memory, and in this tab's own storage only where the editor asks for it.

const KEPT = "handbook-draft";

export class Drafts {
  constructor() {
    this.shut();
  }

  shut() {
    this.authority = "";
    this.published = {};
    this.changed = {}; // the text of each file that differs from the published one
    this.saved = {}; // what the editor has on the device already
  }

  open(authority, published, changed = {}) {
    this.shut();
    Object.assign(this, { authority, published, changed: { ...changed } });
  }

  text(path) {
    return this.changed[path] ?? this.published[path];
  }

  differs(path) {
    return this.changed[path] !== undefined;
  }

  put(path, text) {
    if (text === this.published[path]) delete this.changed[path];
    else this.changed[path] = text;
  }

  get unsaved() {
    return Object.entries(this.changed).some(([path, text]) => this.saved[path] !== text);
  }

  // The files to choose from. What all authorities share is edited where all of them are checked.
  get own() {
    const every = Object.keys({ ...this.published, ...this.changed });
    return every.filter((path) => path.startsWith(`${this.authority}/`)).sort();
  }

  // Where a file from the device belongs: in place of the one with its name; a new name is a new tool.
  placeOf(name, open) {
    const same = [open, ...this.own].find((path) => path.endsWith(`/${name}`));
    return same ?? `${this.authority}/pathways/${name}`;
  }
}

// What this tab keeps, as {authority, path, drafts}, or null.
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

// False where the browser keeps nothing for pages.
export function keep(value) {
  try {
    if (value === null) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
