import { place, zeros, type Images } from "./tensor.ts";

export interface PoolWindow {
  readonly side: number;
  readonly stride: number;
  readonly padding: number;
}

/** Largest values, and the places in x where they were found first, row by row. */
export function maxPool(
  x: Images,
  { side, stride, padding }: PoolWindow,
): { readonly y: Images; readonly from: number[] } {
  const size = (length: number): number => Math.floor((length + 2 * padding - side) / stride) + 1;
  const y = zeros({ ...x, height: size(x.height), width: size(x.width) });
  const from: number[] = [];
  for (let n = 0; n < y.batch; n++) {
    for (let h = 0; h < y.height; h++) {
      for (let w = 0; w < y.width; w++) {
        for (let c = 0; c < y.channels; c++) {
          const candidates = Array.from({ length: side * side }, (_, tap) => {
            const [down, right] = [h * stride + Math.floor(tap / side) - padding, w * stride + (tap % side) - padding];
            return down < 0 || down >= x.height || right < 0 || right >= x.width ? -1 : place(x, n, down, right, c);
          }).filter((at) => at >= 0);
          const best = Math.max(...candidates.map((at) => x.values[at] ?? 0));
          y.values[place(y, n, h, w, c)] = best;
          from[place(y, n, h, w, c)] = candidates.find((at) => x.values[at] === best) ?? 0;
        }
      }
    }
  }
  return { y, from };
}

export function maxPoolGradient(x: Images, window: PoolWindow, g: Images): Images {
  const gradient = zeros(x);
  maxPool(x, window).from.forEach((at, place) => {
    gradient.values[at] = (gradient.values[at] ?? 0) + (g.values[place] ?? 0);
  });
  return gradient;
}
