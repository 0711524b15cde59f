import { describeBytes, memoryRoom } from "../../core/byte-size.ts";
import { refuse } from "../../core/errors.ts";
import type { Architecture } from "../../models/graph.ts";
import type { AnalysisRequest, TrainingRequest } from "../contract/protocol.ts";
import type { DataFacts } from "./data-facts.ts";
import { analysisNeed, dataBytes, totalOf, trainingNeed, type MemoryNeed } from "./memory-need.ts";

const partNames = {
  weights: "weights",
  moments: "what the optimizer remembers of them",
  gradients: "gradients",
  activations: "activations",
  data: "data",
  results: "curves and probes",
} as const satisfies Record<keyof MemoryNeed, string>;

/** @throws CourseError if a training cannot fit: what it needs, and what would fit */
export function requireTrainingRoom(request: TrainingRequest, facts: DataFacts, room = memoryRoom()): void {
  const fits = (change: Partial<TrainingRequest>): boolean =>
    totalOf(trainingNeed({ ...request, ...change }, facts)) <= room;
  if (fits({})) return;
  const need = trainingNeed(request, facts);
  throw refuse("train", problemOf(need, room), remedyFor(request, { need, fits, room, facts }));
}

/** @throws CourseError if an analysis cannot fit */
export function requireAnalysisRoom(
  where: string,
  request: AnalysisRequest,
  facts: DataFacts,
  room = memoryRoom(),
): void {
  const need = analysisNeed(request, facts);
  if (totalOf(need) <= room) return;
  const { question } = request;
  const isPlane = question.kind === "decision-plane" || question.kind === "loss-plane";
  const remedy =
    largestPart(need) === "data"
      ? dataRemedy(facts, room)
      : isPlane && totalOf(analysisNeed({ ...request, question: { ...question, resolution: 2 } }, facts)) <= room
        ? `Try a smaller resolution: ${Math.max(2, Math.floor(question.resolution / 10))}.`
        : narrowerRemedy(request.architecture, need, room);
  throw refuse(where, problemOf(need, room), remedy);
}

/** @throws CourseError if a data set cannot be held */
export function requireDataRoom(where: string, facts: DataFacts, room = memoryRoom()): void {
  const bytes = dataBytes(facts);
  if (bytes <= room) return;
  const problem = `the data needs about ${describeBytes(bytes)} of memory, and there is room for about ${describeBytes(room)}`;
  throw refuse(where, problem, dataRemedy(facts, room));
}

function problemOf(need: MemoryNeed, room: number): string {
  const parts = (Object.keys(partNames) as (keyof MemoryNeed)[])
    .filter((part) => need[part] >= totalOf(need) / 100)
    .sort((a, b) => need[b] - need[a])
    .map((part) => `${partNames[part]} ${describeBytes(need[part])}`);
  const size = `this needs about ${describeBytes(totalOf(need))} of memory (${parts.join(", ")})`;
  return `${size}, and there is room for about ${describeBytes(room)}`;
}

/** The activations among weights, which fall more slowly than they. */
const estimateMargin = 0.9;

interface Search {
  readonly need: MemoryNeed;
  readonly fits: (change: Partial<TrainingRequest>) => boolean;
  readonly room: number;
  readonly facts: DataFacts;
}

/** The smallest change that makes it fit. */
function remedyFor(request: TrainingRequest, { need, fits, room, facts }: Search): string {
  const { batchSize, seeds, arms, steps, probeAt } = request;
  const largest = largestPart(need);
  if (largest === "data") return dataRemedy(facts, room);
  if (largest === "results" && probeAt.length > 1 && fits({ probeAt: [0] })) {
    const count = largestFitting(probeAt.length, (most) => fits({ probeAt: probeAt.slice(0, most) }));
    return `Probe at ${count.toLocaleString("en-GB")} steps at most.`;
  }
  if (largest === "results" && fits({ steps: 1 })) {
    return `Try steps: ${roundDown(largestFitting(steps, (most) => fits({ steps: most })))}.`;
  }
  if (fits({ batchSize: 1 })) {
    const fitting = largestFitting(batchSize, (most) => fits({ batchSize: most }));
    return `Try batchSize: ${roundDown(fitting)}.`;
  }
  const alone = { arms: arms.slice(0, 1), seeds: seeds.slice(0, 1) };
  if (seeds.length > 1 && fits({ seeds: alone.seeds })) {
    const count = largestFitting(seeds.length, (most) => fits({ seeds: seeds.slice(0, most) }));
    return `Train with ${count === 1 ? "one seed" : `${count} seeds`} at a time.`;
  }
  if (arms.length * seeds.length > 1 && fits(alone)) return "Train one net with one seed at a time.";
  const [widest] = arms.toSorted((a, b) => widthOf(b.architecture) - widthOf(a.architecture));
  return narrowerRemedy((widest as (typeof arms)[number]).architecture, need, room);
}

/** Weights grow with the square of the width, and activations with the width, as data does not. */
function narrowerRemedy(architecture: Architecture, need: MemoryNeed, room: number): string {
  const width = widthOf(architecture);
  const fixed = need.data + need.results;
  const part = Math.max(0, room - fixed) / (totalOf(need) - fixed);
  const narrowing = need.activations > totalOf(need) / 2 ? part : Math.sqrt(part * estimateMargin);
  const fitting = roundDown(Math.max(1, width * narrowing));
  const layers = `layers of at most about ${fitting.toLocaleString("en-GB")} instead of ${width.toLocaleString("en-GB")}`;
  return `Try ${layers} units or filters, or fewer layers.`;
}

function dataRemedy({ trainingCount, testCount, ...facts }: DataFacts, room: number): string {
  const one = dataBytes({ ...facts, trainingCount: 1, testCount: 0 });
  const fitting = roundDown(Math.max(1, room / 2 / one));
  const count = (trainingCount + testCount).toLocaleString("en-GB");
  return `Ask for at most about ${fitting.toLocaleString("en-GB")} examples in all, instead of ${count}.`;
}

function widthOf({ nodes }: Architecture): number {
  const widths = nodes.map((node) => (node.op === "conv" ? node.filters : node.op === "dense" ? node.units : 1));
  return widths.reduce((most, width) => Math.max(most, width), 1);
}

function largestPart(need: MemoryNeed): keyof MemoryNeed {
  const parts = Object.keys(partNames) as (keyof MemoryNeed)[];
  return parts.reduce((most, part) => (need[part] > need[most] ? part : most));
}

/** The largest number from 1 to `most` for which it holds; it holds for 1. */
function largestFitting(most: number, fits: (count: number) => boolean): number {
  let [low, high] = [1, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Two digits are as much as an estimate has. */
function roundDown(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.floor(count / unit) * unit;
}
