import { Runtime } from "@observablehq/runtime";
import { nextFrame } from "./next-frame.ts";

/** What of the runtime is its own affair: this module changes when it computes. */
interface Inner {
  readonly _disposed: boolean;
  _computeNow(): Promise<void>;
}

/** Observable's runtime, which computes once a frame, also where there are no frames. */
export class UnseenRuntime extends Runtime {
  async _computeSoon(): Promise<void> {
    await nextFrame();
    const inner = this as unknown as Inner;
    if (!inner._disposed) await inner._computeNow();
  }
}
