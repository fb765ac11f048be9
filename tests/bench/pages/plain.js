// The floor: the same first question answered by nothing but a script and a table of edges.
const { start, nodes, asks } = await (await fetch("plain.json")).json();

function show(name) {
  const node = nodes[name];
  const form = document.createElement("form");
  form.dataset.step = node.step || node.outcome;
  const title = document.createElement("h1");
  title.textContent = asks[form.dataset.step];
  form.append(title);
  for (const [reply, next] of Object.entries(node.go || {})) {
    const button = document.createElement("button");
    button.textContent = reply;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      show(next);
    });
    form.append(button);
  }
  document.getElementById("screen").replaceChildren(form);
}

show(start);
