// Starts Python from its memory as it stood at build time, with the engine in it, in place of
// starting it and importing everything anew. Made for one build of Pyodide: build_tools/snapshot.

const MAGIC = 0x31534248; // "HBS1"; build_tools/snapshot/delta.py says what follows
const PYODIDE_HEAD = 48; // bytes of a snapshot of Pyodide's own kind, of which none is used

// What stands before the stretches of memory: {lock, state}.
export function readHead(memory) {
  const [magic, length, stretches, size] = new Uint32Array(memory, 0, 4);
  if (magic !== MAGIC) throw new Error("the memory is not of the kind expected");
  const text = new TextDecoder().decode(new Uint8Array(memory, 16, length));
  return { ...JSON.parse(text), stretches, size, at: 16 + length };
}

// Resolves with Pyodide, as loadPyodide does. `memory` is a promise of an ArrayBuffer; the rest is
// passed on to loadPyodide. The library named by `stdLibURL` may be an empty archive.
export async function restore(loadPyodide, createModule, memory, options) {
  const lock = memory.then((bytes) => readHead(bytes).lock);
  lock.catch(() => {}); // who gave the memory tells of it
  return loadPyodide({
    ...options,
    lockFileContents: lock,
    _loadSnapshot: new Uint8Array(PYODIDE_HEAD),
    createPyodideModule: async (settings) => {
      const module = await withoutSuspending(() => createModule(settings));
      const bytes = await memory;
      const head = readHead(bytes);
      // Python has imported it; the snapshot comes with no compiler to say so again.
      module.API.rawRun = () => [0, ""];
      module.API.restoreSnapshot = () => {
        write(module.HEAPU8, bytes, head);
        return head.state;
      };
      return module;
    },
  });
}

// Where a browser lets WebAssembly wait for promises, Pyodide makes ready for it. The engine never
// waits, and the interpreter that goes with the snapshot has no such part.
async function withoutSuspending(work) {
  const { Suspending } = WebAssembly;
  delete WebAssembly.Suspending;
  try {
    return await work();
  } finally {
    if (Suspending) WebAssembly.Suspending = Suspending;
  }
}

function write(heap, bytes, { stretches, size, at }) {
  if (heap.length < size) throw new Error("the memory does not fit");
  const places = new Uint32Array(bytes, at, 2 * stretches);
  let from = at + places.byteLength;
  for (let i = 0; i < places.length; i += 2) {
    heap.set(new Uint8Array(bytes, from, places[i + 1]), places[i]);
    from += places[i + 1];
  }
}
