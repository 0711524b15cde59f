import { channelStatistics, channelSums } from "../../kernels/webgl/channel-statistics.ts";
import { chanceUniform } from "../../kernels/webgl/chance.ts";
import { combine, termSamplers, type Term } from "../../kernels/webgl/combine.ts";
import type { TensorLayout } from "../../kernels/webgl/layout.ts";
import { partialTexture, splitRows } from "../../kernels/webgl/row-split.ts";
import { chanceOf, expectationOf } from "./chances.ts";
import { requireNode, type Cluster, type ClusterTerm } from "./clusters.ts";
import type { Bindings } from "./commands.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/** Which statistics batch normalisation uses, and whether it averages them into the running ones. */
export type NormalizationMode = "training" | "batch-statistics" | "running-statistics";

/** Ids of the buffers that batch normalisation `name` fills in the forward pass and reads in the backward pass. */
export function statisticsOf(name: string): string {
  return `${name}/statistics`;
}

/** Appends the pass that computes a cluster, with the statistics that it needs; several where it reads too many tensors. */
export function emitCluster(builder: PlanBuilder, cluster: Cluster, mode: NormalizationMode): void {
  const { root, activation } = cluster;
  const name = `${builder.nameOf(root)}/forward`;
  const output = builder.layoutOf(root);
  const { drawBuffers, limits } = builder;
  let terms = cluster.terms.map((term) => bindTerm(builder, term, mode));
  while (countUnits(terms) > limits.textureUnits) {
    const count = terms.findIndex((_, at) => countUnits(terms.slice(0, at + 1)) > limits.textureUnits);
    const into = builder.addTemporary(output, "activation");
    const draws = combine({ output, terms: terms.slice(0, count), activation: "none", drawBuffers });
    builder.emit({ name, phase: "forward", ...bindTerms(terms.slice(0, count)), writes: { output: into }, draws });
    terms = [storedTerm(output, into), ...terms.slice(count)];
  }
  const writes = { output: builder.addTensor(builder.nameOf(root), "activation", output) };
  const draws = combine({ output, terms, activation, drawBuffers });
  builder.emit({ name, phase: "forward", ...bindTerms(terms), writes, draws });
}

/** A kernel's term with the buffers that it samples, without the number behind their names, and the node of its chance. */
interface BoundTerm extends Term {
  readonly buffers: Readonly<Record<string, string>>;
  readonly chanceNode: number | null;
}

function bindTerm(builder: PlanBuilder, term: ClusterTerm, mode: NormalizationMode): BoundTerm {
  const { source, complement, gate, normalization } = term;
  const trains = mode !== "running-statistics";
  const chance = trains ? chanceOf(builder, term.chance) : null;
  const buffers: Record<string, string> = { x: builder.valueOf(source) };
  if (gate !== null) buffers["gate"] = builder.valueOf(gate.source);
  if (normalization !== null) {
    const name = builder.nameOf(normalization);
    buffers["affine"] = `${name}/affine`;
    buffers["statistics"] = trains ? statisticsOf(name) : `${name}/running`;
  }
  return {
    layout: builder.layoutOf(source),
    factor: term.factor * (chance?.factor ?? (trains ? 1 : expectationOf(builder, term.chance))),
    stride: term.subsample?.stride ?? 1,
    normalization: emitStatistics(builder, term, mode),
    complement,
    gate: gate === null ? undefined : gate.complement ? "complement" : "open",
    chance: chance?.effect,
    buffers,
    chanceNode: term.chance,
  };
}

function storedTerm(layout: TensorLayout, buffer: string): BoundTerm {
  return { layout, factor: 1, stride: 1, normalization: "none", buffers: { x: buffer }, chanceNode: null };
}

function countUnits(terms: readonly Term[]): number {
  return terms.flatMap(termSamplers).length;
}

function bindTerms(terms: readonly BoundTerm[]): Bindings {
  const reads: Record<string, string> = {};
  const chances: Record<string, number> = {};
  terms.forEach(({ buffers, chanceNode }, at) => {
    for (const [name, buffer] of Object.entries(buffers)) reads[`${name}${at}`] = buffer;
    if (chanceNode !== null) chances[chanceUniform(at)] = chanceNode;
  });
  return { reads, chances };
}

function emitStatistics(builder: PlanBuilder, term: ClusterTerm, mode: NormalizationMode): Term["normalization"] {
  if (term.normalization === null) return "none";
  const node = requireNode(builder.architecture.nodes, term.normalization);
  if (node.op !== "batchNorm") throw new Error(`'${node.name}' is a ${node.op}, expected a batchNorm`);
  const { epsilon, name } = node;
  if (mode === "running-statistics") return { kind: "running", epsilon };
  const input = builder.layoutOf(term.source);
  const split = splitRows(input);
  const momentum = mode === "training" ? node.momentum : null;
  const options = { input, split, epsilon, momentum, drawBuffers: builder.drawBuffers };
  const reads = { x: builder.valueOf(term.source) };
  const sums = channelSums(options);
  const partial = `${name}/sums`;
  if (sums.length > 0) builder.addTexture(partial, "partial", partialTexture(input, split, 2));
  builder.emit({ name: `${name}/sums`, phase: "forward", reads, writes: { partial }, draws: sums });
  builder.emit({
    name: `${name}/statistics`,
    phase: mode === "training" ? "update" : "forward",
    reads: { ...reads, partial, running: `${name}/running` },
    writes: {
      statistics: builder.addTexture(statisticsOf(name), "statistics", { width: input.groups, height: 1, layers: 2 }),
      updated: `${name}/running`,
    },
    draws: channelStatistics(options),
  });
  return "batch";
}
