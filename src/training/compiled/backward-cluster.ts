import { normalizationSums, normalizationUpdate } from "../../kernels/webgl/normalization-gradient.ts";
import { normalizationInputGradient } from "../../kernels/webgl/normalization-input-gradient.ts";
import { partialTexture, splitRows } from "../../kernels/webgl/row-split.ts";
import { chanceOf } from "./chances.ts";
import type { Cluster, ClusterTerm, Factor } from "./clusters.ts";
import { statisticsOf } from "./forward-cluster.ts";
import { bindAddends, isInPlace, type BoundAddend, type Gradients } from "./gradients.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/**
 * Passes a cluster's gradient on to its terms. No pass of its own masks it: each term receives g ⊙ φ′(h) as an addend
 * that the next kernel evaluates while it reads g.
 */
export function emitClusterGradients(
  builder: PlanBuilder,
  gradients: Gradients,
  cluster: Cluster,
  learns: readonly boolean[],
): void {
  const { root, terms, activation } = cluster;
  const flowing = gradients.resolve(root, activation !== "none");
  const gradient = flowing === null || canPass(builder, cluster, flowing) ? flowing : gradients.resolve(root, true);
  if (gradient === null) return;
  const masked: BoundAddend =
    activation === "none" ? gradient : { ...gradient, activation, output: builder.valueOf(root) };
  for (const term of terms) {
    const addend = throughChance(builder, { ...masked, factor: masked.factor * term.factor }, term.chance);
    if (term.normalization !== null) emitNormalizationGradient(builder, gradients, { root, term, learns }, addend);
    else passOn(builder, gradients, { root, term, learns }, addend);
  }
}

/** Whether the terms can take a view of another gradient further: it has room for one gate and one chance. */
function canPass(builder: PlanBuilder, { root, terms }: Cluster, flowing: BoundAddend): boolean {
  if (!isInPlace(flowing, builder.layoutOf(root))) return false;
  return terms.every(
    ({ gate, chance }) =>
      (gate === null || flowing.gate === undefined) && (chance === null || flowing.chance === undefined),
  );
}

function throughChance(builder: PlanBuilder, addend: BoundAddend, node: number | null): BoundAddend {
  const chance = chanceOf(builder, node);
  if (chance === null) return addend;
  return { ...addend, chance: chance.effect, factor: addend.factor * chance.factor, chanceNode: node };
}

/** A term in the backward pass, with the root of its cluster; `learns` tells which nodes need a gradient. */
interface BackwardTerm {
  readonly root: number;
  readonly term: ClusterTerm;
  readonly learns: readonly boolean[];
}

/** To the factors of a term, each gated by the other one. */
function passOn(
  builder: PlanBuilder,
  gradients: Gradients,
  { root, term, learns }: BackwardTerm,
  addend: BoundAddend,
): void {
  const send = ({ source, complement }: Factor, other: Factor | null): void => {
    if (learns[source] !== true) return;
    const factor = complement ? -addend.factor : addend.factor;
    gradients.add(source, root, {
      ...addend,
      factor,
      stride: term.subsample?.stride ?? 1,
      ...(other === null ? {} : throughGate(builder, other)),
    });
  };
  send(term, term.gate);
  if (term.gate !== null) send(term.gate, term);
}

function throughGate(builder: PlanBuilder, { source, complement }: Factor): Pick<BoundAddend, "gate" | "gateBuffer"> {
  return { gate: complement ? "complement" : "open", gateBuffer: builder.valueOf(source) };
}

/** γ and β are updated at once; x's gradient waits for what else flows into it. */
function emitNormalizationGradient(
  builder: PlanBuilder,
  gradients: Gradients,
  { root, term: { source, normalization }, learns }: BackwardTerm,
  gradient: BoundAddend,
): void {
  const name = builder.nameOf(normalization ?? 0);
  const input = builder.layoutOf(source);
  const { drawBuffers, optimizer } = builder;
  const split = splitRows(input);
  const options = { input, gradient, split, optimizer, drawBuffers };
  const partial = `${name}/gradient-sums`;
  const sums = normalizationSums(options);
  if (sums.length > 0) builder.addTexture(partial, "partial", partialTexture(input, split, 2));
  const x = builder.valueOf(source);
  const statistics = statisticsOf(name);
  const affine = `${name}/affine`;
  const bound = bindAddends([gradient], { x, statistics, partial, affine });
  builder.emit({ name: `${name}/gradient-sums`, phase: "backward", ...bound, writes: { partial }, draws: sums });
  const means = builder.addTexture(`${name}/means`, "statistics", { width: input.groups, height: 1, layers: 2 });
  builder.emit({
    name: `${name}/update`,
    phase: "update",
    ...bound,
    writes: { means, updated: affine },
    draws: normalizationUpdate(options),
  });
  if (learns[source] !== true) return;
  gradients.add(source, root, (target, others) => {
    const addends = [gradient, ...others] as const;
    builder.emit({
      name: `${name}/input-gradient`,
      phase: "backward",
      ...bindAddends(addends, { x, statistics, affine, means }),
      writes: { output: target },
      draws: normalizationInputGradient({ input, addends, drawBuffers }),
    });
  });
}
