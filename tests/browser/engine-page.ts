import { findBackend } from "@tensorflow/tfjs-core";
import { residualNet } from "../../src/models/residual-net.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { plainMlp, residualMlp } from "../../src/models/mlp.ts";
import { identityPairs } from "../../src/data/identity-pairs.ts";
import { shapes } from "../../src/data/shapes.ts";
import { spiral } from "../../src/data/spiral.ts";
import { evaluate, examples, train } from "../../src/training/client.ts";
import { openEngine, type Engine } from "../../src/training/engine.ts";
import { runTraining } from "../../src/training/loop.ts";
import type { Training, TrainingRequest } from "../../src/training/protocol.ts";
import { registerWasmBackend } from "../../src/training/wasm-backend.ts";
import { registerWebglBackend } from "../../src/training/webgl-backend.ts";
import type { TorchFixtures } from "../fixtures/torch-cases.ts";
import { compareWithTorch, type Deviation } from "../training/compare-with-torch.ts";

/** What the specs of the training engine call in the page. */
const page = {
  ...{ train, evaluate, examples, residualNet, plainNet, plainMlp, residualMlp, spiral, shapes, identityPairs },
  workers: watchWorkers(),
  compareAll,
  countTensorsOverRuns,
  firstOf,
};
declare global {
  interface Window {
    course: typeof page;
  }
}
window.course = page;

/** Every worker that the page starts, so that a spec can harm it. */
function watchWorkers(): Worker[] {
  const started: Worker[] = [];
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      started.push(this);
    }
  };
  return started;
}

const register = { webgl: registerWebglBackend, wasm: registerWasmBackend };

async function openOnPage(kind: "webgl" | "wasm"): Promise<Engine> {
  register[kind]();
  return openEngine({ kind, device: kind, reason: "the test asks for it" });
}

/** Every net of the fixtures on one engine, in the page itself. */
async function compareAll(kind: "webgl" | "wasm"): Promise<{ name: string; kind: string; deviation: Deviation }[]> {
  const fixtures = (await (await fetch("/torch.json")).json()) as TorchFixtures;
  const engine = await openOnPage(kind);
  const results = [];
  for (const each of fixtures.cases) {
    const deviation = await compareWithTorch(engine, each, fixtures.sgd);
    results.push({ name: each.architecture.name, kind: each.kind, deviation });
  }
  engine.close();
  return results;
}

/** Tensors alive on the backend after each of `count` trainings that are stopped after a few steps. */
async function countTensorsOverRuns(kind: "webgl" | "wasm", count: number): Promise<number[]> {
  const engine = await openOnPage(kind);
  const architecture = residualNet({ depth: 8, width: 4, input: [16, 16, 3] });
  const request: TrainingRequest = {
    arms: [{ name: "net", architecture }],
    data: shapes({ training: 64, test: 16 }),
    seeds: [1],
    steps: 100,
    batchSize: 8,
    optimizer: { kind: "sgd", warmUp: null, learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4, decay: [] } as const,
    loss: "cross-entropy",
    probeAt: [0],
    evaluateEvery: 1,
    keepParameters: true,
    engine: kind,
  };
  const alive: number[] = [];
  for (let run = 0; run < count; run++) {
    let asked = 0;
    await runTraining(request, engine, {
      wish: () => (asked++ < 4 ? "go on" : run % 2 === 0 ? "stop" : "cancel"),
      report: () => undefined,
    });
    alive.push((findBackend(kind) as { numDataIds(): number }).numDataIds());
  }
  engine.close();
  return alive;
}

/** The first snapshot that satisfies a condition; the training goes on. */
async function firstOf(
  training: AsyncGenerator<Training, undefined, void>,
  condition: (training: Training) => boolean,
): Promise<Training> {
  for (let step = await training.next(); step.done !== true; step = await training.next()) {
    if (condition(step.value)) return step.value;
  }
  throw new Error("the training ended before");
}
