import { writeFileSync } from "node:fs";
import "@tensorflow/tfjs-backend-wasm";
import { generate, type GeneratedSpec } from "../src/data/dataset.ts";
import { shapes } from "../src/data/shapes.ts";
import { spiral } from "../src/data/spiral.ts";
import { deletableBlocks } from "../src/models/block-surgery.ts";
import type { Architecture } from "../src/models/graph.ts";
import { plainMlp, residualMlp } from "../src/models/mlp.ts";
import { plainNet } from "../src/models/plain-net.ts";
import { residualNet } from "../src/models/residual-net.ts";
import { analyse, type AnalysisControl } from "../src/training/analysis/analyse.ts";
import type { Analysis, AnalysisQuestion } from "../src/training/contract/analyses.ts";
import { firstLayerFilters } from "../src/training/page/first-layer-filters.ts";
import { openEngine } from "../src/training/engines/engine.ts";
import { runTraining } from "../src/training/worker/loop.ts";
import { probeKinds } from "../src/training/contract/measurements.ts";
import type { AnalysisRequest, Training } from "../src/training/contract/protocol.ts";
import type { Parameters } from "../src/training/contract/parameters.ts";
import { readTrainRequest, type TrainOptions } from "../src/training/page/train-request.ts";

/**
 * Trains small nets, two on images and two on a spiral, and asks everything of them that the course's charts can show, for the gallery page:
 * `node scripts/gallery-sample.ts` writes src/components/gallery-sample.json. About a minute.
 */
const data = shapes({ training: 2048, test: 512 });
const image = { depth: 14, width: 8, inputShape: [16, 16, 3] };
const nets = { "plain-14": plainNet(image), "residual-14": residualNet(image) };
const engine = await openEngine({ kind: "wasm", device: "wasm", reason: "the script asks for it" });

const training = await train(nets, {
  ...{ data, steps: 240, batchSize: 32, learningRate: 0.05, decay: [{ at: 0.75, factor: 0.1 }] },
  ...{ probeAt: [0, 20, 240], probes: probeKinds, keepParameters: true, engine: "wasm" },
});
const parametersOf = (name: string, { runs }: Training): Parameters =>
  runs.find((run) => run.arm === name)?.parameters as Parameters;
const ask = (name: keyof typeof nets, question: AnalysisQuestion): Promise<Analysis> =>
  answer({ architecture: nets[name], parameters: parametersOf(name, training), data, question });

const held = { split: "test", mode: "running-statistics", examples: 512 } as const;
const both = Object.keys(nets) as (keyof typeof nets)[];
/** One after the other: an engine works for one net at a time. */
async function each(question: (net: Architecture) => AnalysisQuestion): Promise<Analysis[]> {
  const answers: Analysis[] = [];
  for (const name of both) answers.push(await ask(name, question(nets[name])));
  return answers;
}
const plane = {
  kind: "loss-plane",
  split: "training",
  mode: "running-statistics",
  examples: 128,
  span: 1,
  seed: 1,
} as const;

const sample = {
  training: { ...training, runs: training.runs.map(({ parameters: _, ...run }) => run) },
  confusion: await ask("residual-14", { kind: "confusion", ...held }),
  maps: await ask("residual-14", {
    kind: "feature-maps",
    split: "test",
    index: 3,
    nodes: ["relu1", "relu5", "relu9", "dense1"],
  }),
  filters: firstLayerFilters(nets["residual-14"], parametersOf("residual-14", training)),
  deletions: await each((net) => ({
    kind: "deletion",
    ...held,
    changes: deletableBlocks(net).map((block) => ({ deleted: [block] })),
  })),
  lines: await each(() => ({ ...plane, directions: 1, resolution: 31 })),
  planes: await each(() => ({ ...plane, directions: 2, resolution: 13 })),
  ...(await mapPlane()),
};
const file = new URL("../src/components/chapter/gallery-sample.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(sample, shorten)}\n`);

async function train(arms: Record<string, Architecture>, options: TrainOptions): Promise<Training> {
  const request = readTrainRequest(arms, options);
  const ended = await runTraining(request, engine, { wish: () => "go on", report: () => undefined });
  if (ended === null) throw new Error("the training was cancelled");
  return ended;
}

async function answer(asked: Omit<AnalysisRequest, "loss" | "engine">): Promise<Analysis> {
  const control: AnalysisControl = { wish: () => "go on", report: () => undefined };
  const request = { ...asked, loss: "cross-entropy", engine: "wasm" } as const;
  return (await analyse(engine, generate(asked.data as GeneratedSpec), request, control)) as Analysis;
}

/** Two nets on a spiral, the second hardly trained, with the spiral's own points. */
async function mapPlane(): Promise<{ decisions: Analysis[]; points: unknown }> {
  const points = spiral({ points: 120 });
  const arms = { "residual-8": residualMlp({ depth: 8 }), "plain-20": plainMlp({ depth: 20 }) };
  const run = await train(arms, { data: points, steps: 60, learningRate: 0.02, keepParameters: true, engine: "wasm" });
  const decisions: Analysis[] = [];
  for (const [name, architecture] of Object.entries(arms)) {
    const question = { kind: "decision-plane", split: "training", resolution: 40, span: null } as const;
    decisions.push(await answer({ architecture, parameters: parametersOf(name, run), data: points, question }));
  }
  const { training: split, shape, classNames } = generate(points);
  return { decisions, points: { inputs: split.inputs, labels: split.labels, shape, classNames } };
}

/** Three or four digits are more than a chart shows; arrays of numbers become lists. */
function shorten(_: string, value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Int32Array) return [...value];
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
