import { requireSeed } from "./check-value.ts";

/**
 * The course's only source of randomness: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", 2018), seeded by splitmix32 from a seed and a stream name. The same seed and name give the same
 * numbers in every browser and in Node; streams with different names are independent, so that drawing one more
 * number for the data does not change the initial weights.
 */
export class Random {
  #state: Uint32Array;
  #spareNormal: number | null = null;

  /**
   * @param seed any safe integer; all of it counts
   * @param stream what the numbers are for, e.g. "weights", "batches", "spiral"
   */
  constructor(seed: number, stream: string) {
    let word = (seed ^ hashText(stream)) >>> 0;
    this.#state = Uint32Array.from({ length: 4 }, () => {
      word = (word + 0x9e3779b9) >>> 0;
      return mix32(word);
    });
    // Most seeds have no high half, and change nothing here; any other changes word 1, on which the first number hangs
    const high = highWord(seed);
    const words = this.#state as Uint32Array & [number, number, number, number];
    words[1] ^= mix32(high >>> 0);
    words[3] ^= mix32(Math.imul(high, 0x9e3779b9) >>> 0);
  }

  /** Next 32 random bits, as an unsigned integer. */
  bits(): number {
    const s = this.#state as Uint32Array & [number, number, number, number];
    const result = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotateLeft(s[3], 11);
    return result;
  }

  /** Uniform in [low, high), with 32 bits of resolution. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.bits() / 4294967296);
  }

  /** Integer in 0 … count − 1, each equally likely to within 2⁻³² · count. */
  integer(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** Normal with the given mean and standard deviation (Box and Muller 1958). */
  normal(mean = 0, deviation = 1): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return mean + deviation * spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareNormal = radius * Math.sin(angle);
    return mean + deviation * radius * Math.cos(angle);
  }

  /** Shuffles in place (Fisher and Yates) and returns the same array. */
  shuffle<T extends { [index: number]: number; length: number }>(items: T): T {
    for (let last = items.length - 1; last > 0; last--) {
      const chosen = this.integer(last + 1);
      const kept = items[last] as number;
      items[last] = items[chosen] as number;
      items[chosen] = kept;
    }
    return items;
  }
}

/**
 * What a seed has beyond its low 32 bits: 0 for 0 … 2³² − 1, and below 0 for those below 0, so that it and the low bits
 * together tell any two seeds apart.
 * @throws CourseError if it is no integer that can be told from its neighbours
 */
export function highWord(seed: number): number {
  return Math.floor(requireSeed("random numbers", "the seed", seed) / 2 ** 32);
}

function rotateLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}

/** The finalizer of MurmurHash3, a bijection on 32-bit words. */
function mix32(word: number): number {
  let w = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  w = Math.imul(w ^ (w >>> 13), 0xc2b2ae35);
  return (w ^ (w >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 code units: spreads stream names over the seeds. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
