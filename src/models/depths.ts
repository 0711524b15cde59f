import { show } from "../core/check-value.ts";
import { refuse } from "../core/errors.ts";
import type { Kind } from "../core/kinds.ts";

/** Weighted layers of a net of three stages: a stem, a dense layer, and n times `period` layers between them. */
export function stagedDepth(period: number): Kind<number> {
  return {
    type: `integer ${period}n + 2, layers`,
    read: (where, _name, value) => requireStagedDepth(where, value, period),
  };
}

/** The same where the period hangs on another option; `requireStagedDepth` follows when that is known. */
export const anyStagedDepth: Kind<number> = {
  type: "integer, layers",
  read: (where, name, value) => {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw refuse(where, `${name} must be a number of layers, got ${show(value)}`, "Try 20.");
  },
};

export function requireStagedDepth(where: string, depth: unknown, period: number): number {
  const isWhole = typeof depth === "number" && Number.isInteger(depth);
  if (isWhole && depth >= period + 2 && (depth - 2) % period === 0) return depth;
  const wanted = typeof depth === "number" && Number.isFinite(depth) ? depth : 20;
  const nearest = period * Math.max(1, Math.round((wanted - 2) / period)) + 2;
  const examples = [1, 2, 3].map((n) => period * n + 2).join(", ");
  throw refuse(where, `depth must be ${period}n + 2 (${examples}, …), got ${show(depth)}`, `Try ${nearest}.`);
}

/** Weighted layers of a net of dense layers: a first and a last one, and blocks of one or two between them. */
export function mlpDepth(layersPerBlock: 1 | 2): Kind<number> {
  return {
    type: layersPerBlock === 1 ? "integer ≥ 2, layers" : "even integer ≥ 2, layers",
    read: (where, _name, depth) => {
      const isWhole = typeof depth === "number" && Number.isInteger(depth);
      if (isWhole && depth >= 2 && depth % layersPerBlock === 0) return depth;
      const wanted = typeof depth === "number" && Number.isFinite(depth) ? depth : 20;
      const nearest = layersPerBlock * Math.max(2 / layersPerBlock, Math.round(wanted / layersPerBlock));
      const range = layersPerBlock === 1 ? "an integer of at least 2" : "even and at least 2 (2, 4, 6, …)";
      throw refuse(where, `depth must be ${range}, got ${show(depth)}`, `Try ${nearest}.`);
    },
  };
}

/** One of the depths that a paper's table has. */
export function listedDepth(known: readonly [number, ...number[]], usual: number): Kind<number> {
  return {
    type: known.join(" | "),
    read: (where, _name, depth) => {
      const found = known.find((each) => each === depth);
      if (found !== undefined) return found;
      const wanted = typeof depth === "number" && Number.isFinite(depth) ? depth : usual;
      const nearest = known.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best));
      throw refuse(where, `depth must be one of ${known.join(", ")}, got ${show(depth)}`, `Try ${nearest}.`);
    },
  };
}
