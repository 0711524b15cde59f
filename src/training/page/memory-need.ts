import { sizeOf } from "../../core/shape.ts";
import { sumOf } from "../../core/statistics.ts";
import { parameterBytes } from "../../models/parameters.ts";
import { totalsOf } from "../../models/summary.ts";
import type { Architecture } from "../../models/graph.ts";
import type { AnalysisRequest, TrainingRequest } from "../contract/protocol.ts";
import { scoredAtATime } from "../contract/scoring.ts";
import { stateBytes } from "../contract/state-bytes.ts";
import type { DataFacts } from "./data-facts.ts";

/** Bytes that a piece of work holds at its fullest moment, part by part. An estimate, to some ten per cent. */
export interface MemoryNeed {
  readonly weights: number;
  /** What the optimizer remembers of each weight. */
  readonly moments: number;
  readonly gradients: number;
  /** What nodes put out, for the examples that are computed at a time. */
  readonly activations: number;
  readonly data: number;
  /** Curves and probes, in the worker, on the page and on the way between. */
  readonly results: number;
}

/** What backward passes hold beside the outputs of all nodes, as a part of them. */
const backwardShare = 0.5;
/** Without a backward pass only a few outputs are held at a time: those of the largest node, its inputs, and a copy. */
const heldForward = 4;
/** A number in a curve, in the worker and on the page, and once more while it crosses. */
const curveBytes = 3 * 8;
/** Of one probe: some numbers a node. */
const probeBytes = 3 * 8 * 8;
const evaluationBytes = 3 * 4 * 100;

/** What a training holds: all its runs are open side by side, and take their steps in turn. */
export function trainingNeed(request: TrainingRequest, facts: DataFacts): MemoryNeed {
  const { arms, seeds, batchSize, steps, evaluateEvery, probeAt, probes = [""] } = request;
  const sizes = arms.map(({ architecture, optimizer = request.optimizer }) => {
    const { weights, trained, moments } = stateBytes(architecture, optimizer);
    const training = (1 + backwardShare) * batchSize * 4 * totalsOf(architecture).activations;
    const activations = Math.max(training, forwardBytes(architecture, facts));
    return { weights, trained, moments, activations, nodes: architecture.nodes.length };
  });
  const perRun = steps * 2 * curveBytes + (evaluateEvery > 0 ? (steps / evaluateEvery) * evaluationBytes : 0);
  const probed = sumOf(sizes, ({ nodes }) => nodes) * probeAt.length * probes.length * probeBytes;
  return {
    weights: seeds.length * sumOf(sizes, ({ weights }) => weights),
    moments: seeds.length * sumOf(sizes, ({ moments }) => moments),
    gradients: Math.max(...sizes.map(({ trained }) => trained)),
    activations: Math.max(...sizes.map(({ activations }) => activations)),
    data: dataBytes(facts),
    results: seeds.length * (arms.length * perRun + probed),
  };
}

/** What an analysis of one net holds. */
export function analysisNeed({ architecture, question }: AnalysisRequest, facts: DataFacts): MemoryNeed {
  const { weights } = parameterBytes(architecture);
  const [copies, results] = [question.kind === "loss-plane" ? 4 : 2, resultBytes(question)];
  const atATime = question.kind === "decision-plane" ? question.resolution : scoredAtATime;
  const activations =
    question.kind === "feature-maps"
      ? 2 * 4 * totalsOf(architecture).activations
      : forwardBytes(architecture, facts, atATime);
  return { weights: copies * weights, moments: 0, gradients: 0, activations, data: dataBytes(facts), results };
}

/** Both splits, as 32-bit numbers. */
export function dataBytes({ shape, targets, trainingCount, testCount }: DataFacts): number {
  return 4 * (trainingCount + testCount) * (sizeOf(shape) + (targets ?? 1));
}

export function totalOf(need: MemoryNeed): number {
  return sumOf(Object.values(need) as number[], (bytes) => bytes);
}

function forwardBytes({ nodes }: Architecture, facts: DataFacts, atATime = scoredAtATime): number {
  const examples = Math.min(atATime, Math.max(facts.trainingCount, facts.testCount));
  const largest = nodes.reduce((most, { shape }) => Math.max(most, sizeOf(shape)), 0);
  return heldForward * examples * 4 * largest;
}

function resultBytes(question: AnalysisRequest["question"]): number {
  switch (question.kind) {
    case "decision-plane":
      return question.resolution ** 2 * 2 * 3;
    case "loss-plane":
      return question.resolution ** question.directions * curveBytes;
    default:
      return 0;
  }
}
