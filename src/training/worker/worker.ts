import { CourseError } from "../../core/errors.ts";
import { loadData } from "../../data/load-data.ts";
import type { Analysis } from "../contract/analyses.ts";
import { analyse, type AnalysisControl } from "../analysis/analyse.ts";
import { runTraining, type LoopControl } from "./loop.ts";
import type { Wish } from "../contract/wish.ts";
import type {
  AnalysisRequest,
  Training,
  TrainingRequest,
  WorkerAnswer,
  WorkerQuestion,
  WorkerReply,
  WorkerRequest,
} from "../contract/protocol.ts";
import { SentCurves } from "./sent-curves.ts";
import { takeExamples } from "./take-examples.ts";
import { yieldToEvents } from "../../core/yield-to-events.ts";
import { Wishes } from "./wishes.ts";
import { decideEngine, EngineSupply } from "./engine-supply.ts";

const wishes = new Wishes();
const wishOf = { stop: "stop", cancel: "cancel", pause: "pause", resume: "go on" } as const satisfies Record<
  Exclude<WorkerRequest, WorkerQuestion | { kind: "ping" }>["kind"],
  Wish
>;

addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  if ("request" in data) void answer(data);
  else if (data.kind === "ping") post({ kind: "alive" });
  else wishes.set(data.id, wishOf[data.kind]);
});

function post(reply: WorkerReply): void {
  postMessage(reply);
}

post({ kind: "alive" });

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
    case "train": {
      const sent = new SentCurves();
      return train(asked.request, {
        wish: () => wishes.of(id),
        isEnding: () => wishes.isEnding(id),
        nextWish: () => wishes.next(id),
        report: (training) => post({ kind: "update", id, training: sent.changesTo(training) }),
        keep: (saved) => {
          post({ kind: "checkpoint", id, saved: { ...saved, training: sent.changesTo(saved.training) } });
        },
      });
    }
    case "analyse":
      return analyseNet(asked.request, {
        wish: () => wishes.of(id),
        nextWish: () => wishes.next(id),
        report: (analysis) => post({ kind: "part", id, analysis }),
      });
    case "examples":
      return unlessCancelled(id, () => takeExamples(asked.request));
    case "engine":
      return unlessCancelled(id, () => decideEngine(asked.request));
  }
}

/** Lets messages in before it begins, so that what is cancelled by then is not begun. */
async function unlessCancelled<T>(id: number, work: () => Promise<T>): Promise<T | null> {
  await yieldToEvents();
  if (wishes.of(id) === "cancel") return null;
  const made = await work();
  return wishes.of(id) === "cancel" ? null : made;
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

async function analyseNet(request: AnalysisRequest, control: AnalysisControl): Promise<Analysis | null> {
  const data = await loadData(request.data);
  return new EngineSupply().with(request.engine, [request.architecture], (engine) =>
    analyse(engine, data, request, control),
  );
}
