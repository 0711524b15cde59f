import { refuse } from "../core/errors.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { sum } from "../core/statistics.ts";
import { labelBlock, type SymbolicTensor } from "./symbolic.ts";
import type { Trunk } from "./trunk.ts";

/** What a stage asks of a block, and where the block stands: stages, indices and numbers count from 1. */
export interface BlockCall {
  /** The stage's filters; the block puts out `expansion` times as many. */
  readonly filters: number;
  readonly stride: number;
  readonly stage: number;
  /** Within the stage. */
  readonly index: number;
  /** Among all blocks of the net, of which there are `count`. */
  readonly number: number;
  readonly count: number;
}

export interface StagePlan {
  /** Blocks of each stage. */
  readonly counts: readonly number[];
  /** Filters of the first stage; every later one has twice as many as the one before. */
  readonly width: number;
  /** Channels that a block puts out, in multiples of its stage's filters: 4 for bottlenecks. */
  readonly expansion?: number;
  readonly block: (x: SymbolicTensor, call: BlockCall) => SymbolicTensor;
  /** Looks at what each block returns. */
  readonly trunk: Trunk;
}

/**
 * Stages of blocks, each stage but the first halving the image and doubling the filters at its start (He et al. 2015,
 * sec. 3.3). x is labelled as the first block's input, and every block's output with its place.
 * @throws CourseError if a block returns another shape than its stage needs, or nothing that x leads to
 */
export function stackStages(where: string, start: SymbolicTensor, plan: StagePlan): SymbolicTensor {
  const { counts, width, expansion = 1, block, trunk } = plan;
  const count = sum(counts);
  let x = labelBlock(start, { stage: 0, index: 0 });
  let number = 0;
  counts.forEach((blocks, at) => {
    const filters = width * 2 ** at;
    for (let index = 1; index <= blocks; index++) {
      const stride = at > 0 && index === 1 ? 2 : 1;
      number += 1;
      const place = `block ${at + 1}.${index}`;
      const y = trunk.grow(place, block(x, { filters, stride, stage: at + 1, index, number, count }), x);
      requireBlockShape(where, { place, x, y, wanted: wantedShape(x, stride, filters * expansion) });
      x = labelBlock(y, { stage: at + 1, index });
    }
  });
  return x;
}

function wantedShape({ shape }: SymbolicTensor, stride: number, channels: number): number[] {
  return [...shape.slice(0, 2).map((size) => Math.ceil(size / stride)), channels];
}

/** A block that ignores its stride or filters would build another net than its name says. */
function requireBlockShape(
  where: string,
  { place, x, y, wanted }: { place: string; x: SymbolicTensor; y: SymbolicTensor; wanted: readonly number[] },
): void {
  if (sameShape(y.shape, wanted)) return;
  throw refuse(
    where,
    `${place} must turn ${formatShape(x.shape)} into ${formatShape(wanted)}, got ${formatShape(y.shape)}`,
    "Give filters and stride to its first convolution, and to its shortcut if it has one.",
  );
}
