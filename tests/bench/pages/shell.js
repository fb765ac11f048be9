// What every page that the handbook is compared with does alike: it takes the answer to the question
// in the page, asks its engine where that leads, and shows it. The engine is `ask`, set below.
const data = JSON.parse(document.getElementById("data").textContent);
const screen = document.getElementById("screen");
let ask;

// What an engine that only knows where an answer leads replies: the step or outcome to show.
function shown({ step, outcome }) {
  const form = document.createElement("form");
  form.dataset.step = step || outcome;
  const title = document.createElement("h2");
  title.textContent = data.titles[form.dataset.step];
  form.append(title);
  for (const [value, label] of data.choices[step] || []) {
    const line = document.createElement("label");
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name: step, value });
    line.append(radio, label);
    form.append(line);
  }
  return form;
}

screen.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { step } = event.target.dataset;
  const next = await ask(step, new FormData(event.target).get(step));
  if (typeof next === "string") screen.innerHTML = next;
  else screen.replaceChildren(shown(next));
});
screen.dataset.live = "";

const pythonReady = () => {
  document.documentElement.dataset.python = "ready";
};
