import { openCompiledSession } from "../../../src/training/compiled/session.ts";
import { openEngine } from "../../../src/training/engines/engine.ts";
import { openSession } from "../../../src/training/step/graph-session.ts";
import type { Session } from "../../../src/training/contract/session.ts";
import { registerWasmBackend } from "../../../src/training/engines/wasm-backend.ts";
import { registerWebglBackend } from "../../../src/training/engines/webgl-backend.ts";
import { batchSize, recipe } from "../nets.ts";
import { answerFor, type NetToTrain } from "./bench-page.ts";
import { nameRenderer } from "./name-renderer.ts";
import type { TrainedNet } from "./trained-net.ts";

/** The course's engines, as its worker opens them. */
answerFor({ webgl: openWebgl, wasm: openWasm });

/** Far more than are measured: the recipe's rate does not change anyway. */
const steps = 1_000_000;

async function openWebgl({ architecture, initial, seed }: NetToTrain): Promise<TrainedNet> {
  registerWebglBackend();
  const { gl } = await openEngine({ kind: "webgl", device: "webgl", reason: "" });
  if (gl === null) throw new Error("this browser has no WebGL 2");
  const options = { architecture, initial, loss: "cross-entropy", optimizer: recipe, seed, steps, batchSize } as const;
  const opened = await openCompiledSession(gl, options);
  if (!opened.supported) throw new Error(opened.reason);
  return { step: stepOf(opened.session), device: nameRenderer(gl) };
}

async function openWasm({ architecture, initial, seed }: NetToTrain): Promise<TrainedNet> {
  registerWasmBackend();
  const engine = await openEngine({ kind: "wasm", device: "wasm", reason: "" });
  const options = { architecture, initial, loss: "cross-entropy", optimizer: recipe, seed, steps } as const;
  const session = await openSession(engine, options);
  return { step: stepOf(session), computesItself: true, device: engine.info.device };
}

function stepOf(session: Pick<Session, "step">): TrainedNet["step"] {
  return async (batch) => (await session.step(batch)).loss;
}
