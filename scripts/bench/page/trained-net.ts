import type { Batch } from "../../../src/training/contract/session.ts";

/** A net in some engine of this page. */
export interface TrainedNet {
  /** One update; resolves with the loss before it, once that is known on this side. */
  step(batch: Batch): Promise<number>;
  /** What the next loss will have in it beyond the cross-entropy; weights are read for it. Absent: nothing. */
  penalty?(): Promise<number>;
  /** The same for the first step. */
  readonly firstPenalty?: number;
  /** True: JavaScript's time is the computation itself. */
  readonly computesItself?: boolean;
  readonly device: string;
}
