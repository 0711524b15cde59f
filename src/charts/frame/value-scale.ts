import { formatExact, formatPercent, formatTenTo } from "./number-format.ts";

/** How values stand on an axis. */
export interface ValueScale {
  /** In the axis's own numbers: values, or powers of ten. */
  readonly domain: readonly [number, number];
  readonly ticks: number | readonly number[];
  readonly format: (onAxis: number) => string;
  /** Where a value stands, in the axis's own numbers. */
  readonly place: (value: number) => number;
  /** Whether the axis can show a value. */
  readonly shows: (value: number) => boolean;
}

/** Beyond this ratio of the largest to the smallest value a linear axis shows nothing of the small ones. */
const linearUpTo = 20;

/** A logarithmic axis in whole powers of ten where positive values differ much, otherwise a linear one from zero. */
export function scaleFor(values: readonly number[]): ValueScale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  if (positive.length === 0 || high / low <= linearUpTo) return fromZero(positive);
  return wholePowers(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)));
}

/** From one whole power of ten to a higher one. */
export function wholePowers(low: number, high: number): ValueScale {
  return {
    domain: [low, high],
    ticks: powersIn(low, high),
    format: formatTenTo,
    place: (value) => Math.log10(value),
    shows: (value) => value > 0 && Number.isFinite(value),
  };
}

function fromZero(values: readonly number[]): ValueScale {
  const high = Math.max(0, ...values) * 1.05 || 1;
  return { domain: [0, high], ticks: 5, format: formatExact, place: (value) => value, shows: Number.isFinite };
}

/** 0 to 100 %. */
export const shareScale: ValueScale = {
  domain: [0, 1],
  ticks: [0, 0.25, 0.5, 0.75, 1],
  format: formatPercent,
  place: (share) => share,
  shows: Number.isFinite,
};

/** About six whole powers. */
function powersIn(low: number, high: number): number[] {
  const stride = Math.max(1, Math.ceil((high - low) / 6));
  const first = Math.ceil(low / stride) * stride;
  return Array.from({ length: Math.floor((high - first) / stride) + 1 }, (_, at) => first + at * stride);
}
