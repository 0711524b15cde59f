import { findBackend } from "@tensorflow/tfjs-core";
import type { Architecture } from "../../src/models/graph.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { plainMlp, residualMlp } from "../../src/models/mlp.ts";
import { identityPairs } from "../../src/data/identity-pairs.ts";
import { shapes } from "../../src/data/shapes.ts";
import { spiral } from "../../src/data/spiral.ts";
import { PauseSwitch } from "../../src/core/pause-switch.ts";
import {
  confusionMatrix,
  decisionPlane,
  deletionStudy,
  featureMaps,
  lossPlane,
} from "../../src/training/page/analysis-client.ts";
import { train } from "../../src/training/page/client.ts";
import { evaluate } from "../../src/training/page/evaluate.ts";
import { preferWorkers } from "../../src/training/page/worker-preference.ts";
import { examples } from "../../src/training/page/examples.ts";
import { openEngine, type Engine } from "../../src/training/engines/engine.ts";
import { runTraining } from "../../src/training/worker/loop.ts";
import type { Training } from "../../src/training/contract/protocol.ts";
import { readTrainRequest, type Arms } from "../../src/training/page/train-request.ts";
import { registerWasmBackend } from "../../src/training/engines/wasm-backend.ts";
import { registerWebglBackend } from "../../src/training/engines/webgl-backend.ts";
import type { TorchFixtures } from "../fixtures/torch-cases.ts";
import { compareWithTorch, type Deviation } from "../training/compare-with-torch.ts";

/** What the specs of the training engine call in the page. */
const page = {
  ...{ train, evaluate, examples, residualNet, plainNet, plainMlp, residualMlp, spiral, shapes, identityPairs },
  ...{ confusionMatrix, decisionPlane, deletionStudy, featureMaps, lossPlane },
  ...{ PauseSwitch, preferWorkers },
  workers: watchWorkers(),
  compareAll,
  countOverRuns,
  tiny,
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

/**
 * The fixtures on one engine, in the page itself: every layer, and every net on wasm. Stock WebGL compiles programs for
 * minutes, so that only some nets run there.
 */
async function compareAll(kind: "webgl" | "wasm"): Promise<{ name: string; kind: string; deviation: Deviation }[]> {
  const fixtures = (await (await fetch("/torch.json")).json()) as TorchFixtures;
  const engine = await openOnPage(kind);
  const results = [];
  const chosen = fixtures.cases.filter((each, at) => kind === "wasm" || each.kind === "layer" || at % 6 === 0);
  for (const each of chosen) {
    const deviation = await compareWithTorch(engine, each);
    results.push({ name: each.architecture.name, kind: each.kind, deviation });
  }
  engine.close();
  return results;
}

/** What is alive after runs that were stopped or cancelled after a few steps: tfjs's tensors, and WebGL's objects. */
interface Alive {
  readonly tensors: number;
  readonly objects: Readonly<Record<string, number>>;
}

/**
 * Starts and ends `count` trainings in turn, probing, evaluating and keeping all there is, and counts what is alive
 * after the second, when everything that is kept for the next run is there, and after the last.
 */
async function countOverRuns(kind: "webgl" | "wasm", count: number, arms: Arms): Promise<Alive[]> {
  const engine = await openOnPage(kind);
  const objects = engine.gl === null ? {} : countObjects(engine.gl);
  const options = { data: shapes({ training: 16, test: 8 }), steps: 100, batchSize: 8, probeAt: [0], evaluateEvery: 2 };
  const request = readTrainRequest(arms, { ...options, keepParameters: true, keepState: true, engine: kind });
  const alive: Alive[] = [];
  for (let run = 1; run <= count; run++) {
    let asked = 0;
    const last = await runTraining(request, engine, {
      wish: () => (asked++ < 4 ? "go on" : run % 2 === 0 ? "stop" : "cancel"),
      report: () => undefined,
    });
    const isCompiled = last === null || last.engine.device.startsWith("compiled");
    if (kind === "webgl" && !isCompiled) throw new Error(last.engine.device);
    if (run !== 2 && run !== count) continue;
    const tensors = (findBackend(kind) as { numDataIds(): number }).numDataIds();
    alive.push({ tensors, objects: { ...objects } });
  }
  engine.close();
  return alive;
}

/** Counts what is made and not deleted on a context, from now on. */
function countObjects(gl: WebGL2RenderingContext): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of ["Texture", "Framebuffer", "Buffer", "VertexArray", "Program"] as const) {
    const [create, remove] = [gl[`create${kind}`].bind(gl), gl[`delete${kind}`].bind(gl)];
    counts[kind] = 0;
    const count = (change: number): void => void (counts[kind] = (counts[kind] ?? 0) + change);
    Object.assign(gl, {
      [`create${kind}`]: () => (count(1), create()),
      [`delete${kind}`]: (object: never) => (count(object === null ? 0 : -1), remove(object)),
    });
  }
  return counts;
}

/** A small residual net with every kind of layer that has something to free. */
function tiny(): Architecture {
  return residualNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2, shortcut: "B" });
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
