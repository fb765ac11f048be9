// An old address: leads on at once, and takes along what stands behind the #, where the place within
// the page or a link's answers are. Without scripts the page's own link does as well.

class MovedPage extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    if (location.hash) link.hash = location.hash;
    // The old address takes no place in the history, so Back goes to where the reader came from.
    location.replace(link.href);
  }
}

customElements.define("moved-page", MovedPage);
