import { sumOf } from "../../../src/core/statistics.ts";

/** From now on notices every module that WebAssembly starts; the function returned sums their memories, in bytes. */
export function watchWasmMemory(): () => number {
  const memories = new Set<WebAssembly.Memory>();
  const notice = (started: WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource): void => {
    const { exports } = started instanceof WebAssembly.Instance ? started : started.instance;
    for (const value of Object.values(exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
  };
  const { instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.instantiate = (async (...given: Parameters<typeof instantiate>) => {
    const started = await instantiate(...given);
    notice(started);
    return started;
  }) as typeof instantiate;
  WebAssembly.instantiateStreaming = async (...given) => {
    const started = await instantiateStreaming(...given);
    notice(started);
    return started;
  };
  return () => sumOf([...memories], ({ buffer }) => buffer.byteLength);
}
