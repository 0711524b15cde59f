import type { DataSpec } from "../../src/data/spec.ts";

type DataKind = DataSpec["kind"];

const page = "src/training/page";
const training = "src/training";
const data = "src/data/load-data.ts";

/**
 * Where a function of a cell hands its work to the worker, the code that decides its numbers: what completes the question
 * and what answers it. The way between, queue and line, decides none.
 */
export const workCode: Readonly<Record<string, readonly string[]>> = {
  train: [data, `${page}/train-request.ts`, `${training}/worker/arm-run.ts`],
  evaluate: [data, `${training}/step/evaluation.ts`, `${training}/step/graph-session.ts`],
  examples: [`${training}/worker/take-examples.ts`],
  ...Object.fromEntries(
    ["confusionMatrix", "featureMaps", "deletionStudy", "lossPlane", "decisionPlane"].map((name) => [
      name,
      [data, `${page}/read-analysis.ts`, `${training}/analysis/analyse.ts`],
    ]),
  ),
  // Not under their own names in a module of the library
  verdict: ["src/claims/verdict-card.ts"],
  Inputs: ["src/host/runtime/inputs.ts"],
};

/** The data sets. All are within reach of a training; those count that it is of. */
export const dataCode: Readonly<Record<DataKind, string>> = {
  spiral: "src/data/spiral.ts",
  shapes: "src/data/shapes.ts",
  identity: "src/data/identity-pairs.ts",
  linear: "src/data/linear-pairs.ts",
  cifar10: "src/data/cifar-10.ts",
};

/** Names that give a recorded value none of its numbers: what a reader chooses there stands in the value. */
export const choiceNames: readonly string[] = ["chooseImages", "Inputs"];

/** Code within reach of results that decides none of their numbers. */
const numberless = [
  ...["src/core/errors.ts", "src/core/yield-to-events.ts", "src/core/pause-switch.ts"],
  ...["src/training/contract/engine-words.ts", "src/training/contract/fingerprint.ts"],
  ...["src/training/saved/", `${page}/read-resume.ts`, "src/data/cifar/"],
];

export type EngineKind = "webgl" | "wasm";

/** Each engine's own. What both use counts for both. */
const engineCode: Readonly<Record<EngineKind, readonly string[]>> = {
  wasm: ["src/training/engines/wasm-backend.ts", "src/kernels/wasm/"],
  webgl: ["src/training/engines/webgl-backend.ts", "src/training/compiled/", "src/kernels/webgl/"],
};

/** Modules of an engine that nothing on the way of a training imports by itself. */
export function engineModules(engine: EngineKind): readonly string[] {
  const own = engineCode[engine].filter((path) => path.endsWith(".ts"));
  return engine === "webgl" ? [...own, "src/training/compiled/session.ts"] : own;
}

/**
 * Tells which modules do not count.
 * @param engine what computed
 * @param kinds data sets that were trained on, or that the cells name
 */
export function leavesOut(engine: EngineKind, kinds: ReadonlySet<DataKind>): (path: string) => boolean {
  const other = engineCode[engine === "wasm" ? "webgl" : "wasm"];
  const otherData = Object.entries(dataCode).filter(([kind]) => !kinds.has(kind as DataKind));
  const unused = [...numberless, ...other, ...otherData.map(([, path]) => path)];
  return (path) => unused.some((each) => (each.endsWith("/") ? path.startsWith(each) : path === each));
}
