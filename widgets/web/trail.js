// The answers, one set for each place that Back and Forward can return to. They live in memory
// only: the browser's history gets a mark of this visit and a counter, never an answer.

const PLACE = "hbPlace";

// Whether what stands behind the # is a link to a point of a tool (widgets/engine/points.py).
export const isPoint = (hash) => hash.startsWith("#point/");

export class Trail {
  // `onMove` is called when the reader has gone to another place, `onArrive` when the address has
  // changed within the page by anything but this trail.
  constructor(onMove, onArrive) {
    this.onMove = onMove;
    this.onArrive = onArrive;
    this.visit = String(Math.random());
    this.sets = [{}];
    this.depth = 0;
    this.goingBack = false;
    this.mark();
    this.listener = (event) => this.moved(event);
    window.addEventListener("popstate", this.listener);
  }

  // The tool has gone from the page.
  leave() {
    window.removeEventListener("popstate", this.listener);
  }

  get answers() {
    return this.sets[this.depth];
  }

  // Hold new answers and make them a place that Back can return from.
  keep(answers) {
    this.depth += 1;
    this.sets = [...this.sets.slice(0, this.depth), answers];
    // What follows on a link to a point is no longer that point.
    const address = isPoint(location.hash) ? location.pathname + location.search : undefined;
    history.pushState({ [PLACE]: this.place() }, "", address);
  }

  // Take answers that came with a link as where this place begins.
  begin(answers) {
    this.sets = [...this.sets.slice(0, this.depth), answers];
  }

  // Go to the answers before these, past any links followed within the page since.
  back() {
    if (this.depth === 0) return;
    this.goingBack = true;
    history.back();
  }

  moved({ state }) {
    const place = state && state[PLACE];
    // A place that this visit did not make (a link within the page, or what stands in the history
    // from before a reload) has no answers of its own: those in memory stay.
    if (!place || place.visit !== this.visit) {
      this.goingBack = false;
      this.mark();
      this.onArrive();
    } else if (place.depth !== this.depth) {
      this.goingBack = false;
      this.depth = place.depth;
      this.onMove();
    } else if (this.goingBack) {
      history.back();
    }
  }

  mark() {
    history.replaceState({ ...history.state, [PLACE]: this.place() }, "");
  }

  place() {
    return { visit: this.visit, depth: this.depth };
  }
}
