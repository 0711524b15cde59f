import {
  advance,
  defineFunction,
  f32,
  f32x4,
  range,
  repeat,
  type FunctionSource,
  type Lanes,
  type Variable,
} from "./assembler.ts";

/** Some channels side by side, for which a program is written. */
export interface ChannelPart {
  /** The first of them. */
  readonly from: number;
  /** Vectors of four where there are four, otherwise single numbers. */
  readonly lanes: Lanes;
  /** How many of these: their sums do not wait for one another. */
  readonly width: number;
}

/** Cuts channels into parts of eight, then four, then what is left. */
export function partChannels(channels: number): ChannelPart[] {
  const parts: ChannelPart[] = [];
  let from = 0;
  for (; from + 8 <= channels; from += 8) parts.push({ from, lanes: f32x4, width: 2 });
  for (; from + 4 <= channels; from += 4) parts.push({ from, lanes: f32x4, width: 1 });
  if (from < channels) parts.push({ from, lanes: f32, width: channels - from });
  return parts;
}

/**
 * Per channel, Σ d and Σ d² for d = x − centre ("squares"), or Σ dy and Σ dy·d ("products"), over `rows` rows. The
 * second sum lies `channels` numbers behind the first.
 */
export function writeSums(
  kind: "squares" | "products",
  { lanes, width }: ChannelPart,
  channels: number,
): FunctionSource {
  return defineFunction(["x", "dy", "centre", "sums", "rows"], ({ x, dy, centre, sums, rows }, declare) => {
    const places = range(width).map((index) => ({
      offset: index * lanes.bytes,
      ...{ first: declare(lanes.type), second: declare(lanes.type), middle: declare(lanes.type) },
    }));
    const [difference, factor] = [declare(lanes.type), declare(lanes.type)];
    return [
      places.map(({ middle, offset }) => middle.set(lanes.load(centre.get, offset))),
      repeat(rows, [
        places.map(({ first, second, middle, offset }) => [
          difference.set(lanes.subtract(lanes.load(x.get, offset), middle.get)),
          factor.set(kind === "squares" ? difference.get : lanes.load(dy.get, offset)),
          first.set(lanes.add(first.get, factor.get)),
          second.set(lanes.add(second.get, lanes.multiply(factor.get, difference.get))),
        ]),
        advance(x, channels * 4),
        kind === "squares" ? [] : advance(dy, channels * 4),
      ]),
      places.map(({ first, second, offset }) => [
        lanes.store(sums.get, first.get, offset),
        lanes.store(sums.get, second.get, channels * 4 + offset),
      ]),
    ];
  });
}

/**
 * Per channel, y = (x − m)·b + c, or y = (x − m)·b + c + a·dy where `withGradient`, over `rows` rows. The coefficients lie
 * behind one another: all m, all b, all c, all a.
 */
export function writeAffine(withGradient: boolean, { lanes, width }: ChannelPart, channels: number): FunctionSource {
  return defineFunction(["x", "dy", "coefficients", "y", "rows"], ({ x, dy, coefficients, y, rows }, declare) => {
    const places = range(width).map((index) => {
      const offset = index * lanes.bytes;
      const known = range(withGradient ? 4 : 3).map((place) => {
        const value = declare(lanes.type);
        return { value, load: value.set(lanes.load(coefficients.get, place * channels * 4 + offset)) };
      });
      return { offset, known };
    });
    return [
      places.map(({ known }) => known.map(({ load }) => load)),
      repeat(rows, [
        places.map(({ known, offset }) => {
          const [m, b, c, a] = known.map(({ value }) => value) as [Variable, Variable, Variable, Variable?];
          const centred = lanes.subtract(lanes.load(x.get, offset), m.get);
          const sum = lanes.add(lanes.multiply(centred, b.get), c.get);
          const whole = a === undefined ? sum : lanes.add(sum, lanes.multiply(lanes.load(dy.get, offset), a.get));
          return lanes.store(y.get, whole, offset);
        }),
        advance(x, channels * 4),
        withGradient ? advance(dy, channels * 4) : [],
        advance(y, channels * 4),
      ]),
    ];
  });
}
