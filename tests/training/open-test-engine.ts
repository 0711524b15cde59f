import { ready, setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { Engine, openEngine } from "../../src/training/engines/engine.ts";

/** The engines at hand in Node: wasm, and tfjs's plain JavaScript, which stands for any backend without our kernels. */
export const testEngines = ["wasm", "cpu"] as const;

export async function openTestEngine(name: (typeof testEngines)[number] = "wasm"): Promise<Engine> {
  const info = { kind: "wasm", device: name, reason: "the test asks for it" } as const;
  if (name === "wasm") return openEngine(info);
  await setBackend("cpu");
  await ready();
  return new Engine(info, "cpu");
}
