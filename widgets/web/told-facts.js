// The facts of a walkthrough's scene in an address (build_tools/render/scenes.py writes them):
// #facts/AUTHORITY/WALKTHROUGH/SCENE/QUESTION.ANSWER/... They fill in the form, and decide nothing.

const FORM = /^#facts(?:\/[a-z0-9-]+){3}(?:\/[a-z0-9-]+\.[a-z0-9-]+)+$/;

const DAMAGED =
  "The facts in this link do not fit these questions, so none of them is used. Answer them " +
  "yourself, or open the link in the walkthrough again.";

// The fields of the form that such an address fills in, with the scene's ids; null for any other
// address, and {damaged: reason} for one that fits no form.
export function factsTold(form, hash) {
  if (!hash.startsWith("#facts/")) return null;
  if (!FORM.test(hash)) return { damaged: DAMAGED };
  const [, authority, story, scene, ...facts] = hash.split("/");
  const fields = facts.map((fact) => {
    const [step, answer] = fact.split(".");
    return form.querySelector(`input[name="${step}"][value="${answer}"]`);
  });
  const names = new Set(facts.map((fact) => fact.split(".")[0]));
  if (fields.includes(null) || names.size < facts.length) return { damaged: DAMAGED };
  return { authority, story, scene, fields };
}

// A line that tells where the facts come from, and leads back there.
export function toldBy({ authority, story, scene }, root, choose) {
  const line = document.createElement("p");
  line.className = "hb-opened";
  const link = document.createElement("a");
  link.href = `${root}${authority}/walkthroughs/${story}/#${scene}`;
  link.textContent = "Back to the scene";
  const next = choose ? "Choose authorities and press the button. " : "";
  line.append(`These answers came with a scene of a walkthrough. Change them as you like. ${next}`, link);
  return line;
}
