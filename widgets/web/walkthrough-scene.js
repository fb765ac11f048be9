// A scene of a walkthrough with the real tool beside its story: to play it as the story goes, or to
// practise and be shown the difference. The tool and the engine decide; here the tool is fetched,
// its form is filled in with the story's answers, and what the engine says is put in its place.
// Nothing that a learner answers is stored or sent.

import { leadOut } from "./embedded.js";
import { fill, toolOf } from "./fetched-tool.js";
import "./pathway-widget.js";

const HOW = {
  practise:
    "Read the story and answer as you would. At the end you see where you differ from the story. " +
    "Nothing is stored or sent. For a real child use the tool on its own page.",
  play: "The answers of the story are filled in, one after the other, with the reason for each.",
};
const TITLE = { practise: "Practise with the tool", play: "Play the story" };
const NOT_THERE =
  "The tool could not be fetched. You need to be online, or to have a copy of this handbook that is " +
  "not past its day of review. How they answered stands below.";
const WAITS = "The difference is shown as soon as the tool has started.";
const CANNOT =
  "The difference cannot be worked out on this device. How they answered stands below the tool.";

const STAGE = `
  <h3 class="hb-stage__title" tabindex="-1"></h3>
  <p class="hb-stage__how"></p>
  <div class="hb-stage__told" role="status"></div>
  <p class="hb-tools">
    <button type="button" class="hb-button" data-scene="next">Next</button>
    <button type="button" class="hb-button hb-button--quiet" data-scene="close">Close the tool</button>
  </p>
  <div class="hb-stage__tool"></div>
  <p class="hb-stage__ask">
    <button type="button" class="hb-button hb-button--quiet" data-scene="differ">
      Show where I differ from the story</button>
  </p>
  <div class="hb-stage__says" role="status"></div>
  <div class="hb-stage__difference"></div>`;

// A page has one tool at a time: this is the scene that has it.
let open = null;

class WalkthroughScene extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.story = Object.fromEntries(this.data.answers);
    this.scene = this.closest(".hb-scene");
    this.hidden = false;
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("tool-moved", () => this.moved());
  }

  part(name) {
    return this.stage.querySelector(`.hb-stage__${name}`);
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { open: mode, scene } = button.dataset;
    if (mode) this.begin(mode, button);
    else if (scene === "close") this.close();
    else if (scene === "next") this.next();
    else if (scene === "differ") this.differ();
    else if (scene === "see") this.part("difference").querySelector("[tabindex]").focus();
  }

  async begin(mode, button) {
    if (open) open.close();
    open = this;
    this.mode = mode;
    this.button = button;
    this.stage = document.createElement("section");
    this.stage.className = "hb-stage";
    this.stage.innerHTML = STAGE;
    this.stage.setAttribute("aria-label", TITLE[mode]);
    this.part("title").textContent = TITLE[mode];
    this.part("how").textContent = HOW[mode];
    this.stage.querySelector("[data-scene='next']").hidden = true;
    this.part("ask").hidden = true;
    this.append(this.stage);
    this.scene.classList.add("hb-scene--open");
    this.part("title").focus();
    const { stage } = this;
    const tool = await toolOf(this.data.tool).catch(() => null);
    // The reader may have closed it again.
    if (this.stage !== stage) return;
    if (!tool) {
      this.tell("told", NOT_THERE);
      return;
    }
    this.tool = tool;
    this.part("tool").append(tool);
    this.part("ask").hidden = mode !== "practise";
    tool.runtime.listen(() => this.tool === tool && this.waiting && this.differ());
    this.moved();
  }

  close() {
    open = null;
    this.stage.remove();
    this.stage = null;
    this.tool = null;
    this.waiting = false;
    this.scene.classList.remove("hb-scene--open");
    this.button.focus();
  }

  // The tool shows another screen.
  moved() {
    if (!this.tool || !this.tool.runtime) return;
    if (this.mode === "play") this.follow();
    else this.practised();
  }

  // ---- play

  // How many of the story's answers the tool has, or -1 when it has another one.
  get given() {
    const { answers } = this.data;
    const held = this.tool.answers;
    const fits = answers.filter(([step, answer]) => same(held[step], answer)).length;
    const leading = answers.findIndex(([step]) => !Object.hasOwn(held, step));
    const whole = leading === -1 ? answers.length : leading;
    return fits === whole && Object.keys(held).length === whole ? whole : -1;
  }

  follow() {
    const { given } = this;
    const next = this.stage.querySelector("[data-scene='next']");
    const step = this.data.answers[given]?.[0];
    next.hidden = Boolean(this.tool.problem) || (given !== -1 && !this.isNext(step));
    next.textContent = given === -1 ? "Back to the story" : "Next";
    if (this.tool.problem) this.part("told").replaceChildren();
    else if (given === -1) {
      this.tell("told", "This is not the answer of the story. The tool goes on with yours.");
    } else if (this.isNext(step)) this.showReason(given, step);
    else if (given === this.data.answers.length) {
      this.tell("told", "Here the story ends. Below is what the tool says, with the reasons.");
    } else this.part("told").replaceChildren();
  }

  // Whether the tool is where the story answers `step` next.
  isNext(step) {
    return step !== undefined && (step === this.data.interrupt || this.tool.at === `step:${step}`);
  }

  showReason(number, step) {
    const told = this.part("told");
    const row = this.scene.querySelectorAll(".hb-scene__answers .hb-reasons > li")[number];
    const label = document.createElement("p");
    label.textContent = `Answer ${number + 1} of ${this.data.answers.length} in the story:`;
    told.replaceChildren(label, ...row.cloneNode(true).childNodes);
    if (step !== this.data.interrupt) fill(this.tool.part("screen"), step, this.story[step]);
  }

  next() {
    const { tool, given } = this;
    if (given === -1) {
      const [held, { answers }] = [tool.answers, this.data];
      const other = answers.findIndex(([step, answer]) => !same(held[step], answer));
      tool.keep(Object.fromEntries(answers.slice(0, other === -1 ? answers.length : other)));
      tool.refresh();
    } else {
      const [step, answer] = this.data.answers[given];
      if (step === this.data.interrupt) tool.interrupt(step);
      else tool.give(step, answer);
    }
    // The tool moves the focus to what it shows next; who presses Next stays with it.
    this.pressed = true;
    tool.run(() => this.backToNext());
  }

  backToNext() {
    if (!this.stage || !this.pressed) return;
    this.pressed = false;
    const next = this.stage.querySelector("[data-scene='next']");
    if (!next.hidden) next.focus({ preventScroll: true });
  }

  // ---- practise

  practised() {
    this.part("says").replaceChildren();
    this.part("difference").replaceChildren();
    this.waiting = false;
    this.part("ask").hidden = Boolean(this.tool.problem);
    if (!this.tool.problem && this.tool.at.startsWith("outcome:")) this.differ();
  }

  // Ask the engine where the learner's answers part from the story's.
  async differ() {
    const { tool, story } = this;
    const { answers } = tool;
    this.waiting = tool.runtime.state === "starting";
    if (!tool.ready) {
      this.tell("says", this.waiting ? WAITS : CANNOT);
      return;
    }
    const reply = await tool.ask({ op: "differ", answers, story });
    if (this.tool !== tool || tool.answers !== answers) return;
    if (!reply) this.tell("says", CANNOT);
    else if (reply.error) this.tell("says", reply.error.message);
    else {
      const holder = document.createElement("template");
      holder.innerHTML = reply.ok.screen;
      leadOut(holder.content, tool.data.page);
      this.part("difference").replaceChildren(holder.content);
      this.tell("says", reply.ok.says);
      const see = document.createElement("button");
      see.type = "button";
      see.className = "hb-change";
      see.dataset.scene = "see";
      see.textContent = "See it";
      this.part("says").firstChild.append(" ", see);
    }
  }

  tell(name, text) {
    const line = document.createElement("p");
    line.textContent = text;
    this.part(name).replaceChildren(line);
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

customElements.define("walkthrough-scene", WalkthroughScene);
