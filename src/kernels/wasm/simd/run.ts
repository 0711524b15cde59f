import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { assembleModule, type FunctionSource } from "./assembler.ts";

export type Program = (...parameters: readonly number[]) => void;

interface Programs {
  readonly memory: WebAssembly.Memory;
  readonly compiled: Map<string, Program>;
}

const programsOf = new WeakMap<BackendWasm, Programs>();

/**
 * A compiled function that works on the backend's heap.
 * @param key names the function and whatever it was written for: what was compiled before is used again
 */
export function program(backend: BackendWasm, key: string, write: () => FunctionSource): Program {
  let programs = programsOf.get(backend);
  if (programs === undefined) {
    programs = { memory: memoryOf(backend) as WebAssembly.Memory, compiled: new Map() };
    programsOf.set(backend, programs);
  }
  let run = programs.compiled.get(key);
  if (run === undefined) programs.compiled.set(key, (run = compile(programs.memory, write())));
  return run;
}

/** True where this browser has vector instructions, and tfjs's memory can be reached. */
export function canRunPrograms(backend: BackendWasm): boolean {
  const nothing = assembleModule({ parameters: 0, locals: ["v128"], body: [] });
  return memoryOf(backend) !== null && WebAssembly.validate(nothing);
}

function compile(memory: WebAssembly.Memory, source: FunctionSource): Program {
  const module = new WebAssembly.Module(assembleModule(source));
  return new WebAssembly.Instance(module, { host: { memory } }).exports["run"] as Program;
}

/** tfjs keeps its memory among what its module exports; with threads it is a shared one and kept elsewhere. */
function memoryOf(backend: BackendWasm): WebAssembly.Memory | null {
  const { asm = {} } = backend.wasm as unknown as { readonly asm?: Readonly<Record<string, unknown>> };
  return Object.values(asm).find((each) => each instanceof WebAssembly.Memory) ?? null;
}
