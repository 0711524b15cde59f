import "@tensorflow/tfjs-backend-wasm";

/** As in src/training/engines/wasm-backend.ts: importing the package has registered all of it, and found its files. */
export function registerWasmBackend(): void {
  // Nothing is left to do
}
