// Runs in the head, before the page is drawn and before Material's script. It settles what
// cannot wait: that scripts are on, the reader's choice of colours, which keys Material sees, and when
// it may fetch the search index.
(() => {
  "use strict";
  const A_MINUTE = 60 * 1000;
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  // A tool shows its first step before its script, which stands behind all that the tool may show,
  // has come over a slow line (tool-coming, see widget.css). What is pressed until then is kept for
  // the script, and no form is sent anywhere. Where this browser cannot read it the pathway below
  // stands for the tool. Of a connection that broke before it a page is never told.
  root.classList.add("tool-coming");
  const keep = (event) => {
    const tool = event.target.closest?.("pathway-widget");
    if (!tool || tool.matches(":defined")) return;
    if (event.type === "submit") event.preventDefault();
    else if (!event.target.closest("button[type='button']")) return;
    tool.pressed = event.target;
    const urgent = event.target.closest("[data-interrupt]");
    tool.querySelector("[data-part='status']").textContent = urgent
      ? "This tool is still loading. Do not wait: whom to ring stands at the top of this page."
      : "Your answer is kept. This tool is still loading and goes on by itself. If it does not, load the page again.";
    if (urgent) document.getElementById("urgent").scrollIntoView();
  };
  for (const sign of ["submit", "click"]) document.addEventListener(sign, keep, { capture: true });
  document.addEventListener("DOMContentLoaded", () => {
    if (!customElements.get("pathway-widget")) root.classList.remove("tool-coming");
  });

  // A page that the browser made ready before the reader asked for it counts as asked for now while it
  // is young, by the clock on the wall: others stand still while a device sleeps. A number may have
  // changed since then, or the connection that a copy lacked come back.
  const made = Date.now();
  document.addEventListener("prerenderingchange", () => {
    const age = Date.now() - made;
    const isCopy = document.querySelector("meta[name='handbook-copy']");
    if (isCopy || age < 0 || age > A_MINUTE) location.reload();
  });

  // Reading storage throws where a browser blocks it; then the system's own preference holds.
  let chosen = null;
  try {
    chosen = localStorage.getItem("handbook.colours");
  } catch {
    chosen = null;
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const scheme = chosen ?? (dark.matches ? "dark" : "light");
    root.dataset.mdColorScheme = scheme === "dark" ? "slate" : "default";
  };
  apply();
  dark.addEventListener("change", apply);
  window.handbookColours = {
    get dark() {
      return root.dataset.mdColorScheme === "slate";
    },
    // Remembers only a choice that differs from the system's, so following it leaves nothing behind.
    set dark(wanted) {
      chosen = wanted === dark.matches ? null : wanted ? "dark" : "light";
      apply();
      try {
        if (chosen === null) localStorage.removeItem("handbook.colours");
        else localStorage.setItem("handbook.colours", chosen);
      } catch {
        // Storage is blocked: the choice lasts for this page.
      }
    },
  };

  // Material's script keeps its own notes in storage through these two and stops where storage is
  // blocked. The handbook needs none of them, so nothing is read and nothing is written.
  window.__md_scope = new URL(".", location);
  window.__md_hash = () => 0;
  window.__md_get = () => null;
  window.__md_set = () => {};

  // Material acts on single letters (n p , . f s /), which a speech user or a slip of the hand can
  // set off (WCAG 2.1.4), and on Tab inside the search, which keeps Tab from the results. This
  // listener stands before Material's on the window and lets through only what search needs.
  // Listeners on elements have had the event by then, and a browser's own behaviour is not touched.
  const forSearch = new Set(["Enter", "Escape", "ArrowUp", "ArrowDown"]);
  window.addEventListener("keydown", (event) => {
    const searching = document.getElementById("__search")?.checked ?? false;
    if (!searching || !forSearch.has(event.key)) event.stopImmediatePropagation();
  });

  // Material asks for the whole search index, some megabytes, on every page and has a worker read it.
  // Here the request waits until the reader turns to the search, so that neither a phone's line nor
  // its battery pays for a search nobody makes.
  const searchWanted = new Promise((resolve) => {
    const wanted = ({ target }) => {
      const field = target.closest?.("#site-search, .hb-search-open, #__search");
      if (field) resolve();
    };
    for (const sign of ["focusin", "pointerdown", "change"]) {
      document.addEventListener(sign, wanted, { capture: true, passive: true });
    }
  });
  const { open, send } = XMLHttpRequest.prototype;
  const held = new WeakSet();
  // It takes the feed that the head names for the site in another language, and asks for the map of
  // that, which does not exist. Such a request is never sent.
  const unwanted = new WeakSet();
  XMLHttpRequest.prototype.open = function openOrHold(method, address, ...rest) {
    if (String(address).endsWith("/search/search_index.json")) held.add(this);
    if (String(address).endsWith("/changes/sitemap.xml")) unwanted.add(this);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function sendWhenWanted(body) {
    if (unwanted.has(this)) return undefined;
    if (!held.has(this)) return send.call(this, body);
    searchWanted.then(() => send.call(this, body));
    return undefined;
  };
})();
