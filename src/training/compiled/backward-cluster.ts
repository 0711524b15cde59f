import { normalizationSums, normalizationUpdate } from "../../kernels/webgl/normalization-gradient.ts";
import { normalizationInputGradient } from "../../kernels/webgl/normalization-input-gradient.ts";
import { partialTexture, splitRows } from "../../kernels/webgl/row-split.ts";
import type { Cluster, ClusterTerm } from "./clusters.ts";
import { statisticsOf } from "./forward.ts";
import { bindAddends, isInPlace, type BoundAddend, type Gradients } from "./gradients.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/**
 * Passes a cluster's gradient on to its terms. No pass of its own masks it: each term receives g ⊙ φ′(h) as an addend
 * that the next kernel evaluates while it reads g.
 */
export function emitClusterGradients(
  builder: PlanBuilder,
  gradients: Gradients,
  { root, terms, activation }: Cluster,
  learns: readonly boolean[],
): void {
  const flowing = gradients.resolve(root, activation !== "none");
  const here = builder.layoutOf(root);
  const gradient = flowing === null || isInPlace(flowing, here) ? flowing : gradients.resolve(root, true);
  if (gradient === null) return;
  const masked: BoundAddend =
    activation === "none" ? gradient : { ...gradient, activation, output: builder.valueOf(root) };
  for (const term of terms) {
    const addend = { ...masked, factor: masked.factor * term.factor };
    if (term.normalization !== null) emitNormalizationGradient(builder, gradients, term, addend, learns);
    else if (learns[term.source] === true) {
      gradients.addAddend(term.source, { ...addend, stride: term.subsample?.stride ?? 1 });
    }
  }
}

/** γ and β are updated at once; x's gradient waits for what else flows into it. */
function emitNormalizationGradient(
  builder: PlanBuilder,
  gradients: Gradients,
  { source, normalization }: ClusterTerm,
  gradient: BoundAddend,
  learns: readonly boolean[],
): void {
  const name = builder.nameOf(normalization ?? 0);
  const input = builder.layoutOf(source);
  const { drawBuffers } = builder;
  const split = splitRows(input);
  const options = { input, gradient, split, drawBuffers };
  const partial = `${name}/gradient-sums`;
  const sums = normalizationSums(options);
  if (sums.length > 0) builder.addTexture(partial, "partial", partialTexture(input, split, 2));
  const x = builder.valueOf(source);
  const statistics = statisticsOf(name);
  const affine = `${name}/affine`;
  const reads = { x, statistics, ...bindAddends([gradient]) };
  builder.emit({ name: `${name}/gradient-sums`, phase: "backward", reads, writes: { partial }, draws: sums });
  const means = builder.addTexture(`${name}/means`, "statistics", { width: input.groups, height: 1, layers: 2 });
  builder.emit({
    name: `${name}/update`,
    phase: "update",
    reads: { ...reads, partial, affine },
    writes: { means, updated: affine },
    draws: normalizationUpdate(options),
  });
  if (learns[source] !== true) return;
  gradients.addProducer(source, (target, others) => {
    const addends = [gradient, ...others] as const;
    builder.emit({
      name: `${name}/input-gradient`,
      phase: "backward",
      reads: { x, statistics, affine, means, ...bindAddends(addends) },
      writes: { output: target },
      draws: normalizationInputGradient({ input, addends, drawBuffers }),
    });
  });
}
