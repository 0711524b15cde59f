import { CourseError } from "../core/errors.ts";
import { generate } from "../data/dataset.ts";
import { gatherBatch } from "./batch.ts";
import { chooseEngine, probeWebgl } from "./engine-choice.ts";
import { openEngine, type Engine } from "./engine.ts";
import { evaluateSplit } from "./evaluation.ts";
import { LostAtStep, runTraining, type LoopControl } from "./loop.ts";
import type {
  EngineChoice,
  EngineInfo,
  Evaluation,
  EvaluationRequest,
  Examples,
  ExamplesRequest,
  Training,
  TrainingRequest,
  WorkerReply,
  WorkerRequest,
} from "./protocol.ts";
import type { Architecture } from "../models/graph.ts";
import { openSession } from "./session.ts";
import { yieldToEvents } from "./yield-to-events.ts";

/** What the page wishes of each request that is being worked on. */
const wishes = new Map<number, "go on" | "stop" | "cancel">();

addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.kind !== "stop" && data.kind !== "cancel") void answer(data);
  else if (wishes.has(data.id)) wishes.set(data.id, data.kind);
});

function post(reply: WorkerReply): void {
  postMessage(reply);
}

async function answer(asked: Exclude<WorkerRequest, { kind: "stop" | "cancel" }>): Promise<void> {
  const { id } = asked;
  wishes.set(id, "go on");
  try {
    post({ kind: "answer", id, answer: await work(asked) });
  } catch (error) {
    post({ kind: "failure", id, ...describeFailure(error) });
  } finally {
    wishes.delete(id);
  }
}

function work(
  asked: Exclude<WorkerRequest, { kind: "stop" | "cancel" }>,
): Promise<Training | Evaluation | null> | Examples {
  switch (asked.kind) {
    case "train":
      return train(asked.request, {
        wish: () => wishes.get(asked.id) ?? "go on",
        report: (training) => post({ kind: "update", id: asked.id, training }),
      });
    case "evaluate":
      return evaluate(asked.request);
    case "examples":
      return takeExamples(asked.request);
  }
}

async function train(request: TrainingRequest, control: LoopControl): Promise<Training | null> {
  const engine = await open(
    request.engine,
    request.arms.map(({ architecture }) => architecture),
  );
  try {
    return await runTraining(request, engine, control);
  } finally {
    engine.close();
  }
}

const noUpdates = { kind: "sgd", learningRate: 0, warmUp: null, momentum: 0, weightDecay: 0, decay: [] } as const;

async function evaluate(request: EvaluationRequest): Promise<Evaluation> {
  const { architecture, parameters: initial, loss, split, mode } = request;
  const engine = await open(request.engine, [architecture]);
  const session = await openSession(engine, { architecture, initial, loss, optimizer: noUpdates, seed: 0, steps: 0 });
  try {
    const settings = { step: 0, split, mode, batchSize: 256, limit: Infinity };
    return await evaluateSplit(session, generate(request.data), settings, yieldToEvents);
  } finally {
    session.dispose();
    engine.close();
  }
}

function takeExamples({ data, split, count }: ExamplesRequest): Examples {
  const { shape, classNames, ...splits } = generate(data);
  const first = Int32Array.from({ length: Math.min(count, splits[split].count) }, (_, index) => index);
  const { inputs, labels, targets } = gatherBatch(splits[split], shape, first);
  return { inputs, labels, targets, shape, classNames };
}

async function open(choice: EngineChoice, architectures: readonly Architecture[]): Promise<Engine> {
  const info = chooseEngine(choice, architectures, probeWebgl());
  await registerBackend(info.kind);
  return openEngine(info);
}

const registered = new Map<EngineInfo["kind"], Promise<void>>();

/** Loads a backend when it is first needed: most readers need one of the two. */
function registerBackend(kind: EngineInfo["kind"]): Promise<void> {
  const known = registered.get(kind);
  if (known !== undefined) return known;
  const loaded =
    kind === "wasm"
      ? import("./wasm-backend.ts").then(({ registerWasmBackend }) => registerWasmBackend())
      : import("./webgl-backend.ts").then(({ registerWebglBackend }) => registerWebglBackend());
  registered.set(kind, loaded);
  return loaded;
}

function describeFailure(error: unknown): { message: string; forReader: boolean; fatal: boolean } {
  const message = error instanceof Error ? error.message : String(error);
  return { message, forReader: error instanceof CourseError, fatal: error instanceof LostAtStep };
}
