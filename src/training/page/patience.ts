import { totalsOf } from "../../models/summary.ts";
import { scoredAtATime } from "../contract/scoring.ts";
import type { AnalysisRequest, TrainingRequest } from "../contract/protocol.ts";

/** A worker is silent while it computes one batch. It may be so long on the slowest machines that train at all. */
const baseMs = 20_000;
const multiplyAddsPerMs = 5e5;
const drawnParametersPerMs = 1e3;
/** Forward, and back to inputs and to weights. */
const passes = 3;
/** A probe that looks at much goes over its batch several times. */
const passesOfAProbe = 5;

/** How long a worker may be silent over a training before it counts as lost, in milliseconds. */
export function trainingPatienceMs({ arms, batchSize, probeAt, probes = [] }: TrainingRequest): number {
  const probePasses = probeAt.length > 0 ? passesOfAProbe * Math.max(1, probes.length) : 1;
  const examples = Math.max(passes * probePasses * batchSize, scoredAtATime);
  return Math.max(
    ...arms.map(({ architecture }) => {
      const { multiplyAdds, parameters } = totalsOf(architecture);
      return baseMs + (examples * multiplyAdds) / multiplyAddsPerMs + parameters / drawnParametersPerMs;
    }),
  );
}

/** The same for an analysis. */
export function analysisPatienceMs({ architecture }: AnalysisRequest): number {
  const { multiplyAdds, parameters } = totalsOf(architecture);
  return baseMs + (passes * scoredAtATime * multiplyAdds) / multiplyAddsPerMs + parameters / drawnParametersPerMs;
}
