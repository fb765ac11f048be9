// The moving parts of the page frame: menu, search, headings list, colours, wide tables.
// Runs once the page has been drawn, so that a tool in it can be answered before, and after Material's
// script where the page names one. Without it the page stays whole: CSS shows the menu and the
// headings open, and the buttons that only work with scripts stay out of sight.
((script) => requestAnimationFrame(() => setTimeout(() => {
  "use strict";
  const narrow = matchMedia("(max-width: 59.9844em)");
  const find = (selector, within = document) => within.querySelector(selector);

  // Beside a tool, Material's script (search, tables, code) waits until Python has started or failed
  // to, and the browser has nothing to do, or until the reader turns to the search.
  const { material } = script.dataset;
  const bringMaterial = () => {
    if (!material || find(`script[src="${material}"]`)) return;
    const script = document.createElement("script");
    script.src = material;
    document.body.append(script);
  };
  const whenIdle = window.requestIdleCallback || ((then) => setTimeout(then, 500));
  const tool = find("pathway-widget, due-dates, case-compare");
  const bringInTime = () => {
    if (tool && !tool.dataset.engine) return false;
    whenIdle(bringMaterial);
    return true;
  };
  const whenLoaded = () => {
    if (bringInTime()) return;
    const watch = new MutationObserver(() => bringInTime() && watch.disconnect());
    watch.observe(tool, { attributeFilter: ["data-engine"] });
  };
  if (material && document.readyState === "complete") whenLoaded();
  else if (material) addEventListener("load", whenLoaded);

  // A button that unfolds the part named by its aria-controls.
  // leaving: also fold when focus moves out, for parts that lie over the text.
  function disclosure(button, { leaving = false } = {}) {
    const part = button && document.getElementById(button.getAttribute("aria-controls"));
    if (!part) {
      if (button) button.hidden = true;
      return;
    }
    const isOpen = () => button.getAttribute("aria-expanded") === "true";
    const set = (open) => {
      button.setAttribute("aria-expanded", String(open));
      part.classList.toggle("hb-open", open);
    };
    button.addEventListener("click", () => set(!isOpen()));
    for (const element of [button, part]) {
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !isOpen()) return;
        set(false);
        button.focus();
      });
      element.addEventListener("focusout", (event) => {
        const to = event.relatedTarget;
        if (leaving && to && to !== button && !part.contains(to)) set(false);
      });
    }
    part.addEventListener("click", (event) => {
      if (event.target.closest("a")) set(false);
    });
  }
  disclosure(find(".hb-menu-open"), { leaving: true });
  disclosure(find(".hb-toc__button"));

  // Search. Material's script opens and closes by this hidden box; the real buttons drive it.
  function search() {
    const part = find(".md-search");
    if (!part) return;
    const box = document.getElementById("__search");
    const input = find(".md-search__input", part);
    const opener = find(".hb-search-open");
    box.checked = false; // a reload may bring back the state it had
    for (const sign of ["focusin", "pointerdown"]) {
      for (const place of [opener, part]) place.addEventListener(sign, bringMaterial);
    }
    const toggle = (open) => {
      if (box.checked !== open) box.click();
    };
    opener.addEventListener("click", () => {
      toggle(true);
      input.focus();
    });
    for (const way of part.querySelectorAll(".hb-search-close, .hb-search-scope a")) {
      way.addEventListener("click", () => toggle(false));
    }
    box.addEventListener("change", () => {
      opener.setAttribute("aria-expanded", String(box.checked));
      if (box.checked || !narrow.matches) return;
      // The field is about to vanish; give the focus it held back to the button that opened it.
      setTimeout(() => {
        const held = document.activeElement;
        if (!held || held === document.body || part.contains(held)) opener.focus();
      });
    });
    part.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !part.contains(event.relatedTarget)) toggle(false);
    });
    // Material asks only when a key is let go; text that is pasted, dictated or swiped comes without.
    input.addEventListener("input", () => input.dispatchEvent(new KeyboardEvent("keyup")));
    // Material takes its results out of the Tab order; each is a link and belongs in it.
    const list = find(".md-search-result__list", part);
    new MutationObserver(() => {
      for (const stop of list.querySelectorAll("[tabindex='-1']")) stop.removeAttribute("tabindex");
    }).observe(list, { childList: true, subtree: true });
  }
  search();

  // The header offers the way back to the contacts once they have scrolled away.
  const contacts = document.getElementById("urgent");
  const way = find(".hb-header__urgent");
  if (contacts && way) {
    new IntersectionObserver(([entry]) => {
      way.classList.toggle("hb-header__urgent--idle", entry.isIntersecting);
    }).observe(contacts);
  }

  const colours = find(".hb-appearance");
  const say = () => {
    colours.textContent = window.handbookColours.dark ? "Use light colours" : "Use dark colours";
  };
  say();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", say);
  colours.hidden = false;
  colours.addEventListener("click", () => {
    window.handbookColours.dark = !window.handbookColours.dark;
    say();
  });

  // A table wider than its column scrolls in a region of its own, which a keyboard must reach.
  const name = (region) => {
    const table = find("table", region);
    const caption = table && find("caption", table);
    let before = region;
    while (before && !/^H[1-6]$/.test(before.tagName)) before = before.previousElementSibling;
    const heading = before && before.firstChild ? before.firstChild.textContent : "";
    return (caption ? caption.textContent : heading).trim() || "Table";
  };
  const fit = (region) => {
    if (region.scrollWidth > region.clientWidth) {
      region.tabIndex = 0;
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", `${name(region)}: scroll sideways to see all of it`);
    } else {
      for (const attribute of ["tabindex", "role", "aria-label"]) region.removeAttribute(attribute);
    }
  };

  // On paper a link shows where it leads (print.css); a relative address would lead nowhere there.
  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll(".md-typeset a[href]:not(.headerlink, .hb-clause)")) {
      if (/^https?:$/.test(link.protocol) && !link.getAttribute("href").startsWith("#")) {
        link.dataset.address = link.href;
      }
    }
  });

  // Material wraps tables, and puts each copy button in a navigation landmark without a name, some
  // time after the page is ready.
  const article = find("article.md-typeset");
  const mend = () => {
    article.querySelectorAll(".md-typeset__scrollwrap").forEach(fit);
    for (const wrap of article.querySelectorAll(".md-code__nav")) wrap.setAttribute("role", "none");
  };
  new ResizeObserver(mend).observe(article);
  new MutationObserver(mend).observe(article, { childList: true, subtree: true });
})))(document.currentScript);
