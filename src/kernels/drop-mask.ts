import { dropBits } from "../core/counted-random.ts";
import { sizeOf } from "../core/shape.ts";
import type { TensorInfo, Workspace } from "./workspace.ts";

/** What each of `count` elements is multiplied by: 0 where it is dropped, with probability `rate`, otherwise `kept`. */
export function dropMask(count: number, key: number, rate: number, kept: number): Float32Array {
  const limit = rate * 2 ** 24;
  const mask = new Float32Array(count);
  for (let at = 0; at < count; at++) mask[at] = dropBits(key, at) < limit ? 0 : kept;
  return mask;
}

/** The same as a tensor. Dropping is a product with it, forwards and backwards. */
export function drawDropMask(
  ws: Workspace,
  shape: readonly number[],
  { key, rate, kept }: { readonly key: number; readonly rate: number; readonly kept: number },
): TensorInfo {
  return ws.upload(dropMask(sizeOf(shape), key, rate, kept), shape);
}

/** True where the coin of a whole mini-batch says that a branch with this chance of survival is kept. */
export function survives(key: number, survival: number): boolean {
  return dropBits(key, 0) < survival * 2 ** 24;
}
