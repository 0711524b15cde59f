import { dropBits } from "../../../../src/core/counted-random.ts";
import type { Activation } from "../../../../src/kernels/webgl/activation.ts";
import { mapValues, place, zeros, type Images, type Sizes } from "./tensor.ts";

export function applyActivation(activation: Activation, x: Images): Images {
  const functions = {
    none: (value: number) => value,
    relu: (value: number) => Math.max(value, 0),
    sigmoid: (value: number) => 1 / (1 + Math.exp(-value)),
    tanh: Math.tanh,
  };
  return mapValues(x, (value) => functions[activation](value));
}

/** g ⊙ φ′, with the derivative told by the output h = φ(x). */
export function activationGradient(activation: Activation, h: Images, g: Images): Images {
  const derivatives = {
    none: () => 1,
    relu: (value: number) => (value > 0 ? 1 : 0),
    sigmoid: (value: number) => value * (1 - value),
    tanh: (value: number) => 1 - value * value,
  };
  return mapValues(g, (value, at) => value * derivatives[activation](h.values[at] ?? 0));
}

export function sum(first: Images, ...others: readonly Images[]): Images {
  return mapValues(first, (value, at) => others.reduce((total, other) => total + (other.values[at] ?? 0), value));
}

export function multiply(x: Images, gate: Images): Images {
  return mapValues(x, (value, at) => value * (gate.values[at] ?? 0));
}

/** x with zeros where elements are dropped under a key. */
export function drop(x: Images, key: number, rate: number): Images {
  return mapValues(x, (value, at) => (dropBits(key, at) < rate * 2 ** 24 ? 0 : value));
}

export function concatenate(parts: readonly Images[]): Images {
  const [first] = parts as [Images];
  const channels = parts.reduce((sum, part) => sum + part.channels, 0);
  const pixels = first.batch * first.height * first.width;
  const rows = Array.from({ length: pixels }, (_, pixel) =>
    parts.flatMap((part) => [...part.values.slice(pixel * part.channels, (pixel + 1) * part.channels)]),
  );
  return { ...first, channels, values: Float64Array.from(rows.flat()) };
}

/** The channels of g that a part of a concatenation, which begins at channel `first`, gets back. */
export function sliceChannels(g: Images, first: number, channels: number): Images {
  const values = g.values.filter((_, at) => at % g.channels >= first && at % g.channels < first + channels);
  return { ...g, channels, values };
}

/** Every `stride`-th pixel; channels of zeros behind the old ones. */
export function subsamplePad(x: Images, stride: number, channels: number): Images {
  const height = Math.ceil(x.height / stride);
  const y = zeros({ batch: x.batch, height, width: Math.ceil(x.width / stride), channels });
  visitKept(x, y, stride, (atX, atY) => (y.values[atY] = x.values[atX] ?? 0));
  return y;
}

/** The transpose of `subsamplePad`: what flows back into a tensor of the given sizes. */
export function subsamplePadGradient(sizes: Sizes, stride: number, g: Images): Images {
  const gradient = zeros(sizes);
  visitKept(gradient, g, stride, (atX, atY) => (gradient.values[atX] = g.values[atY] ?? 0));
  return gradient;
}

function visitKept(x: Images, y: Images, stride: number, visit: (atX: number, atY: number) => void): void {
  for (let n = 0; n < y.batch; n++) {
    for (let h = 0; h < y.height; h++) {
      for (let w = 0; w < y.width; w++) {
        for (let c = 0; c < x.channels; c++) visit(place(x, n, h * stride, w * stride, c), place(y, n, h, w, c));
      }
    }
  }
}

export function averagePool(x: Images): Images {
  const y = zeros({ batch: x.batch, height: 1, width: 1, channels: x.channels });
  const pixels = x.height * x.width;
  x.values.forEach((value, at) => {
    const to = Math.floor(at / (pixels * x.channels)) * x.channels + (at % x.channels);
    y.values[to] = (y.values[to] ?? 0) + value / pixels;
  });
  return y;
}

export function averagePoolGradient(sizes: Sizes, g: Images): Images {
  const pixels = sizes.height * sizes.width;
  return mapValues(zeros(sizes), (_, at) => {
    const from = Math.floor(at / (pixels * sizes.channels)) * sizes.channels + (at % sizes.channels);
    return (g.values[from] ?? 0) / pixels;
  });
}
