import type { Counts, Memory, Opening, Turn } from "./contestant.ts";
import type { EngineName } from "./engines.ts";
import type { BenchNet } from "./nets.ts";
import type { Agreement, Spread } from "./statistics.ts";

/** What came of one engine with one net. */
export type Outcome =
  | ({ readonly kind: "measured"; readonly engine: EngineName } & Measurement)
  /** It cannot train this net here, or it would take too long. */
  | { readonly kind: "failed" | "left out"; readonly engine: EngineName; readonly reason: string };

export interface Measurement {
  readonly opening: Opening;
  readonly counts: Counts;
  readonly memory: Memory;
  readonly rounds: readonly Turn[];
}

/** Outcomes of one net, with what follows from them. */
export interface NetResult {
  readonly net: BenchNet;
  readonly parameters: number;
  /** For one example. */
  readonly multiplyAdds: number;
  readonly agreement: Agreement<EngineName> | null;
  readonly rows: readonly ResultRow[];
}

/** Milliseconds a step over the rounds. */
export interface StepTime {
  readonly cpuMs: Spread | null;
  readonly wallMs: Spread | null;
  readonly jsMs: Spread | null;
}

export interface ResultRow {
  readonly outcome: Outcome;
  /** Null where nothing was measured. */
  readonly time: StepTime | null;
  /** How many times faster than the faster stock WebGL; null without one. */
  readonly againstStock: Ratio | null;
  /** How many times as long as PyTorch on one thread; null without it. */
  readonly againstPytorch: Ratio | null;
}

/** Of processor time, and of time on the clock. */
export interface Ratio {
  readonly cpu: number | null;
  readonly wall: number | null;
}
