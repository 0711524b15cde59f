import { formatShape, sameShape } from "../core/shape.ts";
import type { Architecture } from "../models/graph.ts";
import type { TraceView } from "./trace-drawing.ts";
import { listStops, type TraceStop } from "./trace-stops.ts";

/** An image's way through a net of one size: where it is, and what the reader knows. */
export class Trace {
  readonly net: Architecture;
  readonly stops: readonly TraceStop[];
  #known = new Set<number>();
  #at = 0;

  /** @param shown all shapes are known from the start */
  constructor(net: Architecture, shown: boolean) {
    this.net = net;
    this.stops = listStops(net);
    if (shown) this.revealAll();
  }

  get at(): number {
    return this.#at;
  }

  get stop(): TraceStop {
    return this.stops[this.#at] as TraceStop;
  }

  get isKnown(): boolean {
    return this.#known.has(this.#at);
  }

  get view(): TraceView {
    return { stops: this.stops, known: this.#known, at: this.#at, family: this.net.family };
  }

  goTo(at: number): void {
    this.#at = Math.min(this.stops.length - 1, Math.max(0, at));
  }

  /** This stop is known, and with it the following ones up to the next change: there is nothing to guess in them. */
  reveal(): void {
    this.#known.add(this.#at);
    for (let at = this.#at + 1; at < this.stops.length; at++) {
      const { input, output } = this.stops[at] as TraceStop;
      if (!sameShape(input, output)) return;
      this.#known.add(at);
    }
  }

  revealAll(): void {
    this.#known = new Set(this.stops.keys());
  }

  describe(): string {
    const { name, part, input, output } = this.stop;
    const what = this.isKnown ? formatShape(output) : "what comes out?";
    return `${part}, ${name}: in ${formatShape(input)}, out ${what}`;
  }
}
