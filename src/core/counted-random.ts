import { highWord } from "./random.ts";

/**
 * Random bits that depend on nothing but their place: every engine computes the same ones, in any order and on any
 * number of threads. Shaders repeat this arithmetic on unsigned integers, so it must not change alone.
 */

/** One key for a node of a net, at a step of a run. All arguments are integers; all of the seed counts. */
export function dropKey(seed: number, node: number, step: number): number {
  const high = highWord(seed);
  const key = high === 0 ? mix(seed) : mix(mix(seed) ^ mix(high));
  return mix(mix(key ^ node) ^ step);
}

/**
 * 24 random bits of element `index` under a key, 0 … 2²⁴ − 1: as many as a float32 holds exactly. An element is dropped
 * where they are below rate · 2²⁴.
 */
export function dropBits(key: number, index: number): number {
  return mix((key + Math.imul(index, 0x9e3779b9)) >>> 0) >>> 8;
}

/** "lowbias32" of Wellons's hash prospector (2018): a bijection on 32-bit words. */
function mix(word: number): number {
  let bits = word >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
