// The worker of the draft desk. It starts Python as it comes, with the handbook's own checks in it:
// the trimmed Python of the tools knows nothing of policy files. It runs for one page only.

import { checkWebAssembly } from "../files.js";
import { fetchAll, startAsItComes } from "../start.js";

const HOME = "/desk";

let python = null; // a promise of the function that opens an authority
let handle = null;

self.onmessage = async ({ data }) => {
  try {
    if (data.start) {
      python = start(data.start);
      await python;
      self.postMessage({ started: true });
    } else if (data.open) {
      const open = await python;
      progress("Reading the published policy");
      handle = open(data.open);
      self.postMessage({ opened: data.id });
    } else {
      self.postMessage({ id: data.id, reply: handle(JSON.stringify(data.request)) });
    }
  } catch (error) {
    self.postMessage({ id: data.id, failed: why(error) });
  }
};

async function start(files) {
  await checkWebAssembly();
  const names = Object.keys(files);
  let arrived = 0;
  progress("Fetching Python and the checks", 0);
  const got = await fetchAll(names, files, () => {
    arrived += 1;
    progress("Fetching Python and the checks", arrived / names.length);
  });
  progress("Starting Python");
  const { "checks.zip": checks, "packages.zip": packages, ...runtime } = got;
  const pyodide = await startAsItComes(files, runtime, {});
  progress("Loading the checks");
  for (const archive of [packages, checks]) {
    pyodide.unpackArchive(archive, "zip", { extractDir: HOME });
  }
  return pyodide.runPython(
    `import sys; sys.path.insert(0, "${HOME}")\n` +
      "from build_tools.desk.entry import open_desk\nopen_desk",
  );
}

function progress(text, part) {
  self.postMessage({ progress: text, part });
}

// Of what Python says when it fails, the last line is the one that tells.
function why(error) {
  const lines = String((error && error.message) || error).trim().split("\n");
  return lines[lines.length - 1];
}
