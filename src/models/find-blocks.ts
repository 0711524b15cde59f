import { refuse } from "../core/errors.ts";
import { requireInteger, show } from "../core/check-value.ts";
import { isPlainObject, type Kind } from "../core/kinds.ts";
import type { Architecture, BlockLabel } from "./graph.ts";

/** A block of a net, in places of its list of nodes. */
export interface FoundBlock {
  readonly label: BlockLabel;
  /** Output of the block before it. */
  readonly input: number;
  readonly output: number;
}

/** The labelled blocks of a net, first to last; the label of the first block's input is none. */
export function listBlocks({ nodes }: Architecture): FoundBlock[] {
  const labelled = nodes
    .flatMap(({ block }, at) => (block === undefined ? [] : [{ at, block }]))
    .sort((a, b) => a.block.stage - b.block.stage || a.block.index - b.block.index);
  return labelled.slice(1).map(({ at, block }, place) => {
    return { label: block, input: labelled[place]?.at ?? 0, output: at };
  });
}

/** Which block: an object that names stage and index, whatever else it has. */
export const blockKind: Kind<BlockLabel> = {
  type: "{stage, index}",
  read: (where, name, value) => {
    if (isPlainObject(value) && "stage" in value && "index" in value) {
      const { stage, index } = value;
      return { stage: requireInteger(where, "stage", stage, 0), index: requireInteger(where, "index", index, 0) };
    }
    const problem = `${name} must be a block, got ${show(value)}`;
    throw refuse(where, problem, "Name it by stage and index: {stage: 1, index: 2}.");
  },
};

/**
 * Finds a block by its label.
 * @throws CourseError if no block has it
 */
export function findBlock(where: string, architecture: Architecture, label: BlockLabel): FoundBlock {
  const blocks = listBlocks(architecture);
  const wanted = formatBlock(label);
  const found = blocks.find(({ label }) => formatBlock(label) === wanted);
  if (found !== undefined) return found;
  const known = blocks.map(({ label }) => formatBlock(label)).join(", ");
  throw refuse(
    where,
    `${architecture.name} has no block ${wanted}`,
    known === "" ? "Mark block outputs with labelBlock." : `Its blocks are ${known}.`,
  );
}

/** `2.3`: third block of stage 2. */
export function formatBlock({ stage, index }: BlockLabel): string {
  return `${stage}.${index}`;
}
