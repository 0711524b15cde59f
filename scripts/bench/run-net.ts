import type { Architecture } from "../../src/models/graph.ts";
import { countMultiplyAdds } from "../../src/models/summary.ts";
import { foretell, leastMs, stepsOfTurn, type Cost } from "./budget.ts";
import type { Contestant, Counts, OpenRequest, Turn } from "./contestant.ts";
import { engineTitles, type EngineName } from "./engines.ts";
import type { BenchNet } from "./nets.ts";
import type { BenchOptions } from "./options.ts";
import type { Outcome } from "./results.ts";

export interface Stage {
  readonly options: BenchOptions;
  /** Opens an engine, or says why that cannot be; gives up when told to. */
  readonly open: (request: OpenRequest, giveUp: AbortSignal) => Promise<Contestant>;
  /** Costs of the nets before, by engine; added to. */
  readonly costs: Map<EngineName, Cost[]>;
  readonly say: (line: string) => void;
}

interface Entrant {
  readonly engine: EngineName;
  readonly contestant: Contestant;
  readonly counts: Counts;
  readonly rounds: Turn[];
  /** Of one step, as last seen. */
  stepMs: number;
  spentMs: number;
}

/**
 * Measures one net in all engines. They are opened one after the other and then take turns, so that whatever else the
 * machine does meets all of them alike.
 */
export async function runNet(net: BenchNet, architecture: Architecture, stage: Stage): Promise<Outcome[]> {
  const size = { nodes: architecture.nodes.length, multiplyAdds: countMultiplyAdds(architecture) };
  const absent: Outcome[] = [];
  const entrants: Entrant[] = [];
  try {
    for (const engine of stage.options.engines) {
      const entered = await enter({ engine, net, seed: stage.options.seed }, size, stage);
      if ("kind" in entered) absent.push(entered);
      else entrants.push(entered);
    }
    absent.push(...(await takeTurns(entrants, stage)));
    const measured = await Promise.all(entrants.map(describe));
    for (const { engine, contestant, stepMs } of entrants) {
      const { firstStepMs } = contestant.opening;
      stage.costs.set(engine, [...(stage.costs.get(engine) ?? []), { ...size, firstStepMs, stepMs }]);
    }
    const outcomes = [...measured, ...absent];
    return stage.options.engines.flatMap((engine) => outcomes.filter((outcome) => outcome.engine === engine));
  } finally {
    for (const { contestant } of entrants) await contestant.close();
  }
}

async function enter(
  request: OpenRequest,
  size: Pick<Cost, "nodes" | "multiplyAdds">,
  { options, open, costs, say }: Stage,
): Promise<Entrant | Outcome> {
  const { engine, net } = request;
  const title = `${net.name}: ${engineTitles[engine]}`;
  const foretold = foretell(costs.get(engine) ?? [], size);
  if (foretold !== null && leastMs(foretold) > 1000 * options.budgetSeconds) {
    const seconds = Math.round(leastMs(foretold) / 1000);
    return { kind: "left out", engine, reason: `three steps would take up to ${seconds} s; --full takes them` };
  }
  const startedMs = performance.now();
  try {
    const contestant = await withPatience(options, "the first step", (giveUp) => open(request, giveUp));
    say(`${title}: first step after ${(contestant.opening.firstStepMs / 1000).toFixed(2)} s`);
    const openedMs = performance.now();
    const counts = await withPatience(options, "the second step", (giveUp) => {
      giveUp.addEventListener("abort", () => void contestant.close());
      return contestant.count();
    });
    const nowMs = performance.now();
    return { engine, contestant, counts, rounds: [], stepMs: nowMs - openedMs, spentMs: nowMs - startedMs };
  } catch (error) {
    const reason = messageOf(error);
    say(`${title}: cannot: ${reason}`);
    return { kind: "failed", engine, reason };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const longestTimerMs = 2 ** 31 - 1;

/** An engine that hangs, or takes far longer than it was given, is told to give up. */
async function withPatience<T>(
  { budgetSeconds }: BenchOptions,
  what: string,
  work: (giveUp: AbortSignal) => Promise<T>,
): Promise<T> {
  const limitMs = Math.min(4000 * budgetSeconds, longestTimerMs);
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), limitMs);
  try {
    return await work(giveUp.signal);
  } catch (error) {
    if (!giveUp.signal.aborted) throw error;
    throw new Error(`${what} was not done after ${Math.round(limitMs / 1000)} s`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Removes who fails on the way from the entrants, and returns why. */
async function takeTurns(entrants: Entrant[], { options, say }: Stage): Promise<Outcome[]> {
  const failed: Outcome[] = [];
  for (let round = 1; round <= options.rounds && entrants.length > 0; round++) {
    for (const entrant of [...entrants]) {
      const { engine, contestant, rounds, stepMs, spentMs } = entrant;
      const steps = stepsOfTurn(stepMs);
      // Everybody gets one turn
      if (rounds.length > 0 && spentMs + steps * stepMs > 1000 * options.budgetSeconds) continue;
      try {
        const turn = await withPatience(options, "a turn", (giveUp) => {
          giveUp.addEventListener("abort", () => void contestant.close());
          return contestant.turn(steps);
        });
        rounds.push(turn);
        entrant.stepMs = turn.wallMs;
        entrant.spentMs += turn.steps * turn.wallMs;
      } catch (error) {
        entrants.splice(entrants.indexOf(entrant), 1);
        await contestant.close();
        failed.push({ kind: "failed", engine, reason: messageOf(error) });
      }
    }
    say(`round ${round} of ${options.rounds} done`);
  }
  return failed;
}

async function describe({ engine, contestant, counts, rounds }: Entrant): Promise<Outcome> {
  const memory = await contestant.memory();
  return { kind: "measured", engine, opening: contestant.opening, counts, memory, rounds };
}
