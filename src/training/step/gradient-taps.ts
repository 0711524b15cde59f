import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import type { BlockLabel, GraphNode } from "../../models/graph.ts";
import { norm } from "../../core/statistics.ts";

interface Tap {
  readonly label: BlockLabel;
  readonly gradient: TensorInfo;
}

/** Collects ∂L/∂h at the labelled nodes while a gradient goes back through the net. */
export class GradientTaps {
  readonly #ws: Workspace;
  readonly #taps: Tap[] = [];

  constructor(ws: Workspace) {
    this.#ws = ws;
  }

  /** To be handed to `runBackward`. */
  readonly collect = ({ block }: GraphNode, gradient: TensorInfo): void => {
    if (block !== undefined) this.#taps.push({ label: block, gradient: this.#ws.keep(this.#ws.share(gradient)) });
  };

  /** ‖∂L/∂h‖₂ in the order of the blocks, h₀ first. */
  async norms(): Promise<number[]> {
    const taps = this.#taps.toSorted((a, b) => a.label.stage - b.label.stage || a.label.index - b.label.index);
    return Promise.all(taps.map(async ({ gradient }) => norm(await this.#ws.read(gradient))));
  }

  dispose(): void {
    for (const { gradient } of this.#taps) this.#ws.free(gradient);
    this.#taps.length = 0;
  }
}
