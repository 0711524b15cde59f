import { refuse } from "../core/errors.ts";
import { nearestName, show } from "../core/check-value.ts";
import { sumOf } from "../core/statistics.ts";
import { checkIdentityPairs, generateIdentityPairs } from "./identity-pairs.ts";
import { checkLinearPairs, generateLinearPairs } from "./linear-pairs.ts";
import { checkShapes, generateShapes } from "./shapes.ts";
import { checkSpiral, generateSpiral } from "./spiral.ts";
import type { DataSet, DataSpec } from "./spec.ts";

/** Data that is made from a seed, without reading anything. */
export type GeneratedSpec = Exclude<DataSpec, { kind: "cifar10" }>;

const kinds = ["spiral", "shapes", "identity", "linear"];
const remembered = new Map<string, DataSet>();
const rememberedAtMost = 4;
const rememberedBytesAtMost = 2 ** 28;

/**
 * Everything a spec stands for. The last few sets are remembered, because the cells of a chapter ask for the same one
 * again and again.
 * @throws CourseError if the spec is of unknown kind or has a value that cannot be used
 */
export function generate(spec: GeneratedSpec): DataSet {
  requireKnownKind(spec);
  const key = JSON.stringify(Object.entries(spec).sort());
  const known = remembered.get(key);
  remembered.delete(key);
  const dataSet = known ?? generateAnew(spec);
  remembered.set(key, dataSet);
  for (const oldest of remembered.keys()) {
    const isBearable = remembered.size <= rememberedAtMost && bytesOf(remembered.values()) <= rememberedBytesAtMost;
    if (isBearable || remembered.size === 1) break;
    remembered.delete(oldest);
  }
  return dataSet;
}

function bytesOf(sets: Iterable<DataSet>): number {
  const splits = [...sets].flatMap(({ training, test }) => [training, test]);
  return sumOf(splits, ({ inputs, targets }) => inputs.byteLength + (targets?.byteLength ?? 0));
}

function generateAnew(spec: GeneratedSpec): DataSet {
  switch (spec.kind) {
    case "spiral":
      return generateSpiral(checkSpiral(spec));
    case "shapes":
      return generateShapes(checkShapes(spec));
    case "identity":
      return generateIdentityPairs(checkIdentityPairs(spec));
    case "linear":
      return generateLinearPairs(checkLinearPairs(spec));
  }
}

function requireKnownKind(spec: unknown): void {
  if (typeof spec !== "object" || spec === null || !("kind" in spec)) {
    throw refuse(
      "data",
      `expected a data specification, got ${show(spec)}`,
      "Pass spiral(), shapes(), cifar10(), identityPairs() or linearPairs().",
    );
  }
  const { kind } = spec;
  if (kinds.some((each) => each === kind)) return;
  const nearest = typeof kind === "string" ? nearestName(kind, [...kinds, "cifar10"]) : null;
  const hint = nearest === null ? "" : `Did you mean "${nearest}"? `;
  throw refuse("data", `unknown kind ${show(kind)}`, `${hint}Kinds are ${[...kinds, "cifar10"].join(", ")}.`);
}
