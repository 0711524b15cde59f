import type { EngineName } from "./engines.ts";
import type { BenchNet } from "./nets.ts";

/** What an engine is asked to train. */
export interface OpenRequest {
  readonly engine: EngineName;
  readonly net: BenchNet;
  readonly seed: number;
}

export interface Opening {
  /** From opening the engine to the loss of the first step; code is loaded before. */
  readonly firstStepMs: number;
  readonly loss: number;
  /** What computes: the renderer of WebGL, the version of PyTorch. */
  readonly device: string;
}

/** What WebGL was asked for; null where nothing is drawn. */
export interface Counts {
  readonly loss: number;
  /** In one step. */
  readonly draws: number | null;
  /** Linked until the end of the second step. */
  readonly programs: number | null;
  readonly textureMb: number | null;
}

/** Some steps in a row. Times are of one step, on average. */
export interface Turn {
  readonly steps: number;
  readonly wallMs: number;
  /** Of all processes of the engine; null where the system does not tell. */
  readonly cpuMs: number | null;
  /**
   * Until the page is free again, the median over the steps: an interruption by another program would count many times
   * the work itself. Null where JavaScript issues nothing but computes, or is not there.
   */
  readonly jsMs: number | null;
  readonly losses: readonly number[];
}

export interface Memory {
  /** JavaScript's objects and wasm's memory. */
  readonly heapMb: number | null;
  /** Of all processes of the engine, shared pages counted in parts. */
  readonly processMb: number | null;
}

/** One net in one engine, opened, one step done. */
export interface Contestant {
  readonly opening: Opening;
  /** One step, watched. */
  count(): Promise<Counts>;
  turn(steps: number): Promise<Turn>;
  memory(): Promise<Memory>;
  close(): Promise<void>;
}
