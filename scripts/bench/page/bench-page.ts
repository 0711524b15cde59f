import type { Batch } from "../../../src/training/contract/session.ts";
import { initialParameters, type InitialEntry } from "../../../src/models/parameters.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import type { Counts, Opening, OpenRequest, Turn } from "../contestant.ts";
import type { EngineName } from "../engines.ts";
import { buildNet, drawBatches } from "../nets.ts";
import { median } from "../../../src/core/statistics.ts";
import { timeStep } from "./time-step.ts";
import type { TrainedNet } from "./trained-net.ts";
import { watchGl, type GlWatch } from "./watch-gl.ts";
import { watchWasmMemory } from "./watch-wasm-memory.ts";

export interface NetToTrain {
  readonly architecture: Architecture;
  readonly initial: Readonly<Record<string, InitialEntry>>;
  readonly seed: number;
}

export type Openers = Readonly<Partial<Record<EngineName, (given: NetToTrain) => Promise<TrainedNet>>>>;

/** What the script asks of the page, in this order; one net for each page. */
export interface PageBench {
  open(request: OpenRequest): Promise<Opening>;
  count(): Promise<Counts>;
  /** What must be known before the next step and should not count in its time. */
  prepare(): Promise<void>;
  turn(steps: number): Promise<Omit<Turn, "cpuMs">>;
  wasmBytes(): number;
}

declare global {
  interface Window {
    bench: PageBench;
  }
}

/** Losses of later steps are not compared: what is in them beyond the cross-entropy does not matter. */
const comparedSteps = 3;

/** Makes the page answer for these engines. */
export function answerFor(openers: Openers): void {
  const wasmMemory = watchWasmMemory();
  let watch: GlWatch | null = null;
  let training: Training;
  window.bench = {
    async open({ engine, net, seed }) {
      const opener = openers[engine];
      if (opener === undefined) throw new Error(`this page has no engine '${engine}'`);
      const architecture = buildNet(net);
      const given = { architecture, initial: initialParameters(architecture, { seed }), seed };
      const batches = drawBatches(architecture, seed);
      if (typeof WebGL2RenderingContext !== "undefined") watch = watchGl();
      const startedMs = performance.now();
      training = new Training(await opener(given), batches);
      const { loss } = await training.step();
      return { firstStepMs: performance.now() - startedMs, loss, device: training.net.device };
    },
    async count() {
      await training.prepare();
      const before = watch?.draws ?? 0;
      const { loss } = await training.step();
      watch?.stop();
      if (watch === null || watch.programs === 0) return { loss, draws: null, programs: null, textureMb: null };
      const { draws, programs, textureBytes } = watch;
      return { loss, draws: draws - before, programs, textureMb: textureBytes / 2 ** 20 };
    },
    prepare: () => training.prepare(),
    turn: (steps) => training.turn(steps),
    wasmBytes: wasmMemory,
  };
}

/** A net, the place in its batches, and what the next loss has in it. */
class Training {
  readonly net: TrainedNet;
  readonly #batches: readonly Batch[];
  #done = 0;
  #penalty: number;

  constructor(net: TrainedNet, batches: readonly Batch[]) {
    this.net = net;
    this.#penalty = net.firstPenalty ?? 0;
    this.#batches = batches;
  }

  async prepare(): Promise<void> {
    if (this.#done < comparedSteps) this.#penalty = (await this.net.penalty?.()) ?? 0;
  }

  async step(): Promise<Awaited<ReturnType<typeof timeStep>>> {
    const batch = this.#batches[this.#done % this.#batches.length] as Batch;
    const timed = await timeStep(() => this.net.step(batch));
    this.#done++;
    return { ...timed, loss: timed.loss - this.#penalty };
  }

  async turn(steps: number): Promise<Omit<Turn, "cpuMs">> {
    const losses: number[] = [];
    const issueMs: number[] = [];
    let totalMs = 0;
    for (let step = 0; step < steps; step++) {
      const { loss, wallMs, jsMs } = await this.step();
      losses.push(loss);
      issueMs.push(jsMs);
      totalMs += wallMs;
    }
    const jsMs = this.net.computesItself === true ? null : median(issueMs);
    return { steps, wallMs: totalMs / steps, jsMs, losses };
  }
}
