import { CourseError } from "../../core/errors.ts";
import { loadData } from "../../data/load-data.ts";
import type { Analysis } from "../contract/analyses.ts";
import { analyse, type AnalysisControl } from "../analysis/analyse.ts";
import { evaluateSplit } from "../step/evaluation.ts";
import { runTraining, type LoopControl } from "./loop.ts";
import type { Wish } from "../contract/wish.ts";
import type {
  AnalysisRequest,
  Evaluation,
  EvaluationRequest,
  Training,
  TrainingRequest,
  WorkerAnswer,
  WorkerQuestion,
  WorkerReply,
  WorkerRequest,
} from "../contract/protocol.ts";
import { openSession } from "../step/graph-session.ts";
import { takeExamples } from "./take-examples.ts";
import { Wishes } from "./wishes.ts";
import { EngineSupply } from "./engine-supply.ts";
import { yieldToEvents } from "../../core/yield-to-events.ts";

const wishes = new Wishes();
const wishOf = { stop: "stop", cancel: "cancel", pause: "pause", resume: "go on" } as const satisfies Record<
  Exclude<WorkerRequest, WorkerQuestion>["kind"],
  Wish
>;

addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  if ("request" in data) void answer(data);
  else wishes.set(data.id, wishOf[data.kind]);
});

function post(reply: WorkerReply): void {
  postMessage(reply);
}

async function answer(asked: WorkerQuestion): Promise<void> {
  const { id } = asked;
  wishes.begin(id);
  try {
    post({ kind: "answer", id, answer: await work(asked) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    post({ kind: "failure", id, message, forReader: error instanceof CourseError });
  } finally {
    wishes.end(id);
  }
}

function work(asked: WorkerQuestion): Promise<WorkerAnswer> {
  const { id } = asked;
  switch (asked.kind) {
    case "train":
      return train(asked.request, {
        wish: () => wishes.of(id),
        nextWish: () => wishes.next(id),
        report: (training) => post({ kind: "update", id, training }),
      });
    case "evaluate":
      return evaluate(asked.request);
    case "analyse":
      return analyseNet(asked.request, {
        wish: () => wishes.of(id),
        nextWish: () => wishes.next(id),
        report: (analysis) => post({ kind: "part", id, analysis }),
      });
    case "examples":
      return takeExamples(asked.request);
  }
}

async function train(request: TrainingRequest, control: LoopControl): Promise<Training | null> {
  const engines = new EngineSupply();
  try {
    const architectures = request.arms.map(({ architecture }) => architecture);
    const engine = await engines.open(request.engine, architectures);
    return await runTraining(request, engine, { ...control, reopen: engines.reopen });
  } finally {
    engines.close();
  }
}

const noUpdates = { kind: "sgd", learningRate: 0, warmUp: null, momentum: 0, weightDecay: 0, decay: [] } as const;

async function evaluate(request: EvaluationRequest): Promise<Evaluation> {
  const { architecture, parameters: initial, loss, split, mode } = request;
  const data = await loadData(request.data);
  return new EngineSupply().with(request.engine, [architecture], async (engine) => {
    const session = await openSession(engine, { architecture, initial, loss, optimizer: noUpdates, seed: 0, steps: 0 });
    try {
      const settings = { step: 0, split, mode, batchSize: 256, limit: Infinity };
      return await evaluateSplit(session, data, settings, yieldToEvents);
    } finally {
      session.dispose();
    }
  });
}

async function analyseNet(request: AnalysisRequest, control: AnalysisControl): Promise<Analysis | null> {
  const data = await loadData(request.data);
  return new EngineSupply().with(request.engine, [request.architecture], (engine) =>
    analyse(engine, data, request, control),
  );
}
