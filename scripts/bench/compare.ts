import type { Architecture } from "../../src/models/graph.ts";
import { countMultiplyAdds, countParameters } from "../../src/models/summary.ts";
import { engineGroups, type EngineName } from "./engines.ts";
import type { BenchNet } from "./nets.ts";
import type { NetResult, Outcome, Ratio, ResultRow, StepTime } from "./results.ts";
import { compareLosses, spreadOf } from "./statistics.ts";

/** The losses of so many steps are compared. */
const comparedSteps = 3;

/**
 * Relative. Engines add in different orders, masks of ReLUs flip near zero, and deep nets amplify both: PyTorch in its other
 * layout comes out 3e-5 from itself with 20 layers and 1e-3 with 56.
 */
function toleranceOf({ depth }: BenchNet): number {
  return depth <= 20 ? 2e-4 : 5e-3;
}

/** With whom losses are compared, the best known first. */
const references: readonly EngineName[] = ["pytorch-1", "stock-core-webgl", "stock-layers-webgl", "wasm", "webgl"];

/** Puts the outcomes of one net side by side. */
export function compareOutcomes(net: BenchNet, architecture: Architecture, outcomes: readonly Outcome[]): NetResult {
  const times = new Map(outcomes.map((outcome) => [outcome.engine, timeOf(outcome)]));
  const stock = (engineGroups["stock-webgl"] ?? []).map((engine) => times.get(engine) ?? null);
  const pytorch = times.get("pytorch-1") ?? null;
  const rows = outcomes.map((outcome): ResultRow => {
    const time = times.get(outcome.engine) ?? null;
    return {
      outcome,
      time,
      againstStock: ratioOf(fastest(stock), medians(time)),
      againstPytorch: ratioOf(medians(time), medians(pytorch)),
    };
  });
  return {
    net,
    parameters: countParameters(architecture),
    multiplyAdds: countMultiplyAdds(architecture),
    agreement: compareLosses(lossesOf(outcomes), toleranceOf(net)),
    rows,
  };
}

function timeOf(outcome: Outcome): StepTime | null {
  if (outcome.kind !== "measured") return null;
  const { rounds } = outcome;
  return {
    cpuMs: spreadOf(rounds.map(({ cpuMs }) => cpuMs)),
    wallMs: spreadOf(rounds.map(({ wallMs }) => wallMs)),
    jsMs: spreadOf(rounds.map(({ jsMs }) => jsMs)),
  };
}

function medians(time: StepTime | null): Ratio {
  return { cpu: time?.cpuMs?.median ?? null, wall: time?.wallMs?.median ?? null };
}

/** The least of each, over those that were measured. */
function fastest(times: readonly (StepTime | null)[]): Ratio {
  const least = (values: readonly (number | null)[]): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : Math.min(...known);
  };
  const all = times.map(medians);
  return { cpu: least(all.map(({ cpu }) => cpu)), wall: least(all.map(({ wall }) => wall)) };
}

function ratioOf(upper: Ratio, lower: Ratio): Ratio | null {
  const divide = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a / b);
  const ratio = { cpu: divide(upper.cpu, lower.cpu), wall: divide(upper.wall, lower.wall) };
  return ratio.cpu === null && ratio.wall === null ? null : ratio;
}

/** The reference first. */
function lossesOf(outcomes: readonly Outcome[]): { engine: EngineName; losses: readonly number[] }[] {
  const rank = (engine: EngineName): number => [...references, engine].indexOf(engine);
  const known = outcomes.flatMap((outcome) => {
    if (outcome.kind !== "measured") return [];
    const { opening, counts, rounds } = outcome;
    const losses = [opening.loss, counts.loss, ...rounds.flatMap((round) => round.losses)];
    return [{ engine: outcome.engine, losses: losses.slice(0, comparedSteps) }];
  });
  return known.sort((a, b) => rank(a.engine) - rank(b.engine));
}
