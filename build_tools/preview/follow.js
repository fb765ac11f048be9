// Shows the page again as soon as it differs from the one that stands here. Preview only.
const mark = document.currentScript.dataset.mark;
const question = `/_preview/after?${new URLSearchParams({ page: location.pathname, mark })}`;
const PAUSE = 1000; // milliseconds before a server that does not answer is asked again

let asking = null;

async function follow() {
  while (document.visibilityState === "visible") {
    asking = new AbortController();
    try {
      const answer = await fetch(question, { cache: "no-store", signal: asking.signal });
      if (answer.ok && (await answer.text()) === "changed") {
        location.reload();
        return;
      }
    } catch {
      if (asking.signal.aborted) return;
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
  }
}

// A browser keeps few connections to one host, and each hidden tab would hold one.
document.addEventListener("visibilitychange", () => {
  asking?.abort();
  follow();
});
window.addEventListener("pagehide", () => asking?.abort());
follow();
