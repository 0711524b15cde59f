import { meanSquaredError, softmaxCrossEntropy, sumLosses } from "../../kernels/webgl/loss.ts";
import type { OptimizerKind } from "../../kernels/webgl/optimizer-step.ts";
import type { Architecture, BlockLabel } from "../../models/graph.ts";
import { edgeName, type LossKind } from "../contract/session.ts";
import { emitBackward } from "./backward.ts";
import type { DeviceLimits, Plan, Planned, VirtualBuffer } from "./commands.ts";
import { emitForward } from "./forward.ts";
import type { NormalizationMode } from "./forward-cluster.ts";
import { findObserved, type ObservedNodes } from "./observed-nodes.ts";
import { PlanBuilder } from "./plan-builder.ts";
import { declareProbes, probeBufferId } from "./probes.ts";
import { findObstacle } from "./support.ts";

export interface PlanOptions {
  readonly batch: number;
  readonly loss: LossKind;
  /** Decides how many moments lie behind each parameter. */
  readonly optimizer: OptimizerKind;
  readonly limits: DeviceLimits;
  /** Nodes whose values and gradients, and edges whose gradients, are to be read after the pass. */
  readonly observed?: ObservedNodes;
}

/**
 * Plans one training step: forward, loss, backward and the update of every parameter, as an explicit list of kernel
 * applications. Pure: it needs no device, only its limits.
 * @throws CourseError if a node or edge that is to be observed does not exist
 */
export function planTraining(architecture: Architecture, options: PlanOptions): Planned {
  return plan(architecture, options, "training");
}

/**
 * Plans an evaluation: forward and loss, with the batch's own or with the running statistics.
 * @throws CourseError if a node or edge that is to be observed does not exist
 */
export function planEvaluation(
  architecture: Architecture,
  options: PlanOptions & { readonly mode: Exclude<NormalizationMode, "training"> },
): Planned {
  return plan(architecture, options, options.mode);
}

function plan(architecture: Architecture, options: PlanOptions, mode: NormalizationMode): Planned {
  const reason = findObstacle(architecture, options);
  if (reason !== null) return { supported: false, reason };
  const builder = new PlanBuilder(architecture, { ...options, observed: findObserved(architecture, options.observed) });
  emitForward(builder, mode);
  const gradient = emitLoss(builder, options.loss, mode === "training");
  let probes: readonly BlockLabel[] = [];
  if (gradient !== null) {
    declareProbes(builder);
    probes = emitBackward(builder, gradient);
  }
  return { supported: true, plan: finishPlan(builder, probes) };
}

/** @returns the buffer with the gradient of the net's output, null in an evaluation */
function emitLoss(builder: PlanBuilder, loss: LossKind, train: boolean): string | null {
  const last = builder.architecture.nodes.length - 1;
  const output = builder.layoutOf(last);
  const { batch, drawBuffers } = builder;
  const column = { width: 1, height: batch, layers: 1 };
  const examples = builder.addTexture(`examples@${batch}`, "examples", column);
  const losses = builder.addTexture("losses", "losses", column);
  const gradient = train ? builder.addTensor("loss/gradient", "gradient", output) : null;
  const regression = loss === "mean-squared-error";
  const targets = regression ? builder.addTensor(`targets@${batch}`, "targets", output) : examples;
  const kernel = regression ? meanSquaredError : softmaxCrossEntropy;
  builder.emit({
    name: "loss",
    phase: "loss",
    reads: { x: builder.valueOf(last), examples, targets },
    writes: gradient === null ? { losses } : { losses, gradient },
    draws: kernel({ output, gradient: train, drawBuffers }),
  });
  builder.addTexture("score", "score", { width: 1, height: 1, layers: 1 });
  builder.emit({
    name: "loss/sum",
    phase: "loss",
    reads: { losses },
    writes: { sum: "score" },
    draws: sumLosses(batch),
  });
  return gradient;
}

function finishPlan(builder: PlanBuilder, probes: readonly BlockLabel[]): Plan {
  const { batch, buffers, commands, observed, observedGradients, observedEdges } = builder;
  const find = (id: string): VirtualBuffer => {
    const buffer = buffers.get(id);
    if (buffer === undefined) throw new Error(`the plan has no buffer '${id}'`);
    return buffer;
  };
  const values = [...observed.values].map((index) => [builder.nameOf(index), find(builder.valueOf(index))] as const);
  const gradients = [...observedGradients].map(([index, id]) => [builder.nameOf(index), find(id)] as const);
  const edges = [...observedEdges].map(([{ from, to }, id]) => {
    return [edgeName({ from: builder.nameOf(from), to: builder.nameOf(to) }), find(id)] as const;
  });
  return {
    batch,
    buffers,
    commands,
    input: find(`input@${batch}`),
    targets: buffers.get(`targets@${batch}`) ?? null,
    examples: find(`examples@${batch}`),
    score: find("score"),
    probes,
    probeBuffer: buffers.get(probeBufferId) ?? null,
    observed: { values: new Map(values), gradients: new Map(gradients), edges: new Map(edges) },
  };
}
