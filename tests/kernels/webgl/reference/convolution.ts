import { place, zeros, type Images } from "./tensor.ts";

/** A square kernel [side, side, Cin / groups, Cout] with its stride and padding. */
export interface Convolution {
  readonly side: number;
  readonly stride: number;
  readonly padding: number;
  readonly channelsOut: number;
  /** 1 where it is absent. */
  readonly groups?: number;
  readonly kernel: Float64Array;
}

/** Calls back with the places of x, the kernel and the output for every product of the convolution's sum. */
function visitProducts(
  x: Images,
  y: Images,
  { side, stride, padding, channelsOut, groups = 1 }: Omit<Convolution, "kernel">,
  visit: (atX: number, atKernel: number, atY: number) => void,
): void {
  const inside = x.channels / groups;
  for (let n = 0; n < x.batch; n++) {
    for (let h = 0; h < y.height; h++) {
      for (let w = 0; w < y.width; w++) {
        for (let tap = 0; tap < side * side; tap++) {
          const down = h * stride + Math.floor(tap / side) - padding;
          const right = w * stride + (tap % side) - padding;
          if (down < 0 || down >= x.height || right < 0 || right >= x.width) continue;
          const atX = place(x, n, down, right, 0);
          const atY = place(y, n, h, w, 0);
          for (let to = 0; to < channelsOut; to++) {
            const first = Math.floor((to * groups) / channelsOut) * inside;
            for (let from = 0; from < inside; from++) {
              visit(atX + first + from, (tap * inside + from) * channelsOut + to, atY + to);
            }
          }
        }
      }
    }
  }
}

export function convolve(x: Images, convolution: Convolution, bias: Float64Array | null): Images {
  const { side, stride, padding, channelsOut, kernel } = convolution;
  const size = (length: number): number => Math.floor((length + 2 * padding - side) / stride) + 1;
  const y = zeros({ batch: x.batch, height: size(x.height), width: size(x.width), channels: channelsOut });
  if (bias !== null) y.values.forEach((_, at) => (y.values[at] = bias[at % channelsOut] ?? 0));
  visitProducts(x, y, convolution, (atX, atKernel, atY) => {
    y.values[atY] = (y.values[atY] ?? 0) + (x.values[atX] ?? 0) * (kernel[atKernel] ?? 0);
  });
  return y;
}

/** ∂L/∂x from g = ∂L/∂y. */
export function inputGradient(x: Images, convolution: Convolution, g: Images): Images {
  const gradient = zeros(x);
  const { kernel } = convolution;
  visitProducts(x, g, convolution, (atX, atKernel, atY) => {
    gradient.values[atX] = (gradient.values[atX] ?? 0) + (g.values[atY] ?? 0) * (kernel[atKernel] ?? 0);
  });
  return gradient;
}

/** ∂L/∂kernel from g = ∂L/∂y. */
export function kernelGradient(x: Images, convolution: Omit<Convolution, "kernel">, g: Images): Float64Array {
  const gradient = new Float64Array(
    (convolution.side ** 2 * x.channels * convolution.channelsOut) / (convolution.groups ?? 1),
  );
  visitProducts(x, g, convolution, (atX, atKernel, atY) => {
    gradient[atKernel] = (gradient[atKernel] ?? 0) + (x.values[atX] ?? 0) * (g.values[atY] ?? 0);
  });
  return gradient;
}

/** Sum over everything but the channels: ∂L/∂b, and ∂L/∂β. */
export function sumByChannel({ channels, values }: Images): Float64Array {
  const sums = new Float64Array(channels);
  values.forEach((value, at) => (sums[at % channels] = (sums[at % channels] ?? 0) + value));
  return sums;
}
