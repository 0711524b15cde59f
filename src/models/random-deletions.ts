import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireInteger } from "../core/check-value.ts";
import { Random } from "../core/random.ts";
import { deletableBlocks } from "./block-surgery.ts";
import type { Architecture, BlockLabel } from "./graph.ts";

export interface RandomDeletionOptions {
  /** Blocks in each set. */
  readonly count: number;
  /** Sets. */
  readonly draws?: number;
  readonly seed?: number;
}

/**
 * Random sets of blocks to delete together (Veit et al. 1605.06431, sec. 4.2), of those that can go.
 * @throws CourseError if fewer than `count` blocks can
 */
export function randomDeletions(architecture: Architecture, options: RandomDeletionOptions): BlockLabel[][] {
  checkOptionNames("randomDeletions", options, ["count", "draws", "seed"]);
  const { draws = 1, seed = 1 } = options;
  const count = requireInteger("randomDeletions", "count", options.count, 1);
  requireInteger("randomDeletions", "draws", draws, 1);
  requireInteger("randomDeletions", "seed", seed, -Infinity);
  const blocks = deletableBlocks(architecture);
  if (count > blocks.length) {
    const problem = `count must not exceed the ${blocks.length} blocks of ${architecture.name} that can go, got ${count}`;
    throw refuse("randomDeletions", problem, `Try ${blocks.length}.`);
  }
  const random = new Random(seed, `${count} deletions`);
  return Array.from({ length: draws }, () => {
    const chosen = random.shuffle(Int32Array.from(blocks.keys())).slice(0, count).sort();
    return Array.from(chosen, (at) => blocks[at] as BlockLabel);
  });
}
