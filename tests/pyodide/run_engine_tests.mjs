// Runs the engine's plain tests under the Python that readers get: Pyodide, here in Node.
//
// usage: node run_engine_tests.mjs REPOSITORY SITE_PACKAGES TEST...
// Prints one line of JSON as its last: {"code", "passed", "failed", "python"}.

import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

// pytest and all it needs are pure Python, so those of the desktop's environment will do.
const PACKAGES = ["pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments", "py.py"];
// What the tests see of the checkout. Nothing else is mounted, so nothing else can be leaned on.
const CHECKOUT = ["widgets/__init__.py", "widgets/engine", "tests/engine"];

const PYTHON = `
import json, os, platform, sys

# The mounts are the checkout itself: leave nothing in it.
sys.dont_write_bytecode = True
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
sys.path[:0] = ["/packages", "/checkout"]
os.chdir("/checkout")

import pytest


class Count:
    passed = failed = 0

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed += 1
        elif report.when == "call" and report.passed:
            self.passed += 1


count = Count()
options = ["-q", "--noconftest", "-p", "no:cacheprovider", "-W", "error", "--color=no"]
code = pytest.main([*options, "--import-mode=importlib", "--rootdir=/checkout", *tests], [count])
print()
print(json.dumps({
    "code": int(code), "passed": count.passed, "failed": count.failed,
    "python": platform.python_version(), "machine": sys.platform,
}))
`;

async function run(repository, sitePackages, tests) {
  const pyodide = pathToFileURL(join(repository, "node_modules/pyodide/pyodide.mjs"));
  const { loadPyodide } = await import(pyodide.href);
  const python = await loadPyodide();
  const show = (from, to) => {
    const folder = statSync(from).isDirectory();
    python.FS.mkdirTree(folder ? to : dirname(to));
    if (folder) python.FS.mount(python.FS.filesystems.NODEFS, { root: from }, to);
    else python.FS.writeFile(to, readFileSync(from));
  };
  for (const name of PACKAGES) show(join(sitePackages, name), `/packages/${name}`);
  for (const name of CHECKOUT) show(join(repository, name), `/checkout/${name}`);
  python.globals.set("tests", python.toPy(tests));
  python.runPython(PYTHON);
}

const [repository, sitePackages, ...tests] = process.argv.slice(2);
try {
  await run(repository, sitePackages, tests);
  process.exit(0);
} catch (error) {
  // Left to itself, Node prints the line that threw: all of Pyodide stands on one.
  console.error(String(error.stack ?? error).slice(0, 4_000), error.code ?? "", error.errno ?? "");
  process.exit(1);
}
