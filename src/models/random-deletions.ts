import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer, seedKind } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { Random } from "../core/random.ts";
import { deletableBlocks } from "./block-surgery.ts";
import type { BlockLabel } from "./graph.ts";
import { architectureKind } from "./kinds.ts";

export const randomDeletions = declare(
  {
    name: "randomDeletions",
    help: "Random sets of blocks to delete together, of those that can go.",
    parameters: [
      parameter("architecture", architectureKind),
      options({
        count: needed(integer({ least: 1, unit: "blocks" }), "In each set."),
        draws: withDefault(integer({ least: 1 }), 1, "Sets."),
        seed: withDefault(seedKind, 1, "Another seed draws other sets."),
      }),
    ],
    returns: ["{stage, index}[][]"],
    refuses: "fewer than `count` blocks can go",
    source: "Veit et al. 2016 (1605.06431), sec. 4.2",
    example: "randomDeletions(residualNet({depth: 20}), {count: 3, draws: 2})",
  },
  (architecture, { count, draws, seed }): BlockLabel[][] => {
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
  },
);
