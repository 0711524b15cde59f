import { deleteBlocks, swapBlocks } from "./block-surgery.ts";
import type { Architecture, BlockLabel } from "./graph.ts";

/** What is done to a net's blocks: some are deleted, or two swapped. */
export type BlockChange =
  { readonly deleted: readonly BlockLabel[] } | { readonly swapped: readonly [BlockLabel, BlockLabel] };

/** @throws CourseError if a block is not there, or cannot be deleted or swapped */
export function applyChange(architecture: Architecture, change: BlockChange): Architecture {
  return "deleted" in change ? deleteBlocks(architecture, change.deleted) : swapBlocks(architecture, ...change.swapped);
}
