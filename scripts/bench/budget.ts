/** What a net cost an engine. */
export interface Cost {
  readonly nodes: number;
  readonly multiplyAdds: number;
  readonly firstStepMs: number;
  readonly stepMs: number;
}

export interface Foretold {
  readonly firstStepMs: number;
  readonly stepMs: number;
}

/**
 * What a net will cost at most, from what others cost the same engine: time grows with the arithmetic or with the number
 * of operations, whichever grows more.
 * @returns null where nothing is known
 */
export function foretell(known: readonly Cost[], net: Pick<Cost, "nodes" | "multiplyAdds">): Foretold | null {
  const foretold = known.map(({ nodes, multiplyAdds, firstStepMs, stepMs }) => {
    const growth = Math.max(net.nodes / nodes, net.multiplyAdds / multiplyAdds);
    return { firstStepMs: firstStepMs * growth, stepMs: stepMs * growth };
  });
  const total = ({ firstStepMs, stepMs }: Foretold): number => firstStepMs + stepMs;
  return foretold.sort((a, b) => total(a) - total(b))[0] ?? null;
}

/** Before any time counts: the first step, and one that is watched. One more is timed. */
export function leastMs({ firstStepMs, stepMs }: Foretold): number {
  return firstStepMs + 2 * stepMs;
}

/** A turn lasts about so long where steps are short. */
const turnMs = 2000;
const mostSteps = 50;

/** Steps of one turn for steps of that length. */
export function stepsOfTurn(stepMs: number): number {
  return Math.min(mostSteps, Math.max(1, Math.round(turnMs / stepMs)));
}
