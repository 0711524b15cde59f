import { deleteBlocks, swapBlocks } from "../../models/block-surgery.ts";
import type { Architecture } from "../../models/graph.ts";
import type { BlockChange } from "../contract/analyses.ts";

/** @throws CourseError if a block is not there, or cannot be deleted or swapped */
export function applyChange(architecture: Architecture, change: BlockChange): Architecture {
  return "deleted" in change ? deleteBlocks(architecture, change.deleted) : swapBlocks(architecture, ...change.swapped);
}
