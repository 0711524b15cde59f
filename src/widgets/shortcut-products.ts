import { Random } from "../core/random.ts";
import type { Connection } from "../models/connections.ts";
import { drawMatrix, type Matrix } from "../signals/matrices.ts";

/** What a connection lets through of x and of F(x) when a training begins. */
export interface ConnectionFactors {
  /** null for a projection that is drawn at random: it is a matrix and no number. */
  readonly shortcut: number | null;
  readonly branch: number;
}

/**
 * The constants of He et al. 2016, Table 1. Gates are as open as their bias alone makes them: W_g x spreads them around
 * that. Dropout is taken by its expectation.
 */
export function factorsOf(connection: Connection): ConnectionFactors {
  switch (connection.kind) {
    case "identity":
      return { shortcut: 1, branch: 1 };
    case "constant-scaling":
      return { shortcut: connection.shortcutScale, branch: connection.branchScale };
    case "exclusive-gating":
      return { shortcut: 1 - gateAt(connection.bias), branch: gateAt(connection.bias) };
    case "shortcut-only-gating":
      return { shortcut: 1 - gateAt(connection.bias), branch: 1 };
    case "convolution":
      return { shortcut: connection.initializer === "identity" ? 1 : null, branch: 1 };
    case "dropout":
      return { shortcut: 1 - connection.rate, branch: 1 };
  }
}

/** A signal's way through the shortcuts of many blocks alone. */
export interface ShortcutProducts {
  /** Size behind each block, as a multiple of what went in: entry 0 is 1. */
  readonly sizes: readonly number[];
  /** Cosine of the angle between what comes out and what went in. */
  readonly direction: number;
}

const channels = 16;

/**
 * Projections are drawn so that they keep the variance of each channel, as their batch normalisation sees to: entries
 * of variance 1/16, for 16 channels. The same seed draws the same ones.
 */
export function multiplyShortcuts(connections: readonly Connection[], seed: number): ShortcutProducts {
  const random = new Random(seed, "shortcut-products");
  const start = unit(Array.from({ length: channels }, () => random.normal()));
  let direction = start;
  const sizes = [1];
  for (const connection of connections) {
    const { shortcut } = factorsOf(connection);
    const size = sizes.at(-1) ?? 1;
    if (shortcut !== null) {
      sizes.push(size * Math.abs(shortcut));
      if (shortcut < 0) direction = direction.map((value) => -value);
      continue;
    }
    const projected = apply(drawMatrix(channels, channels, 1 / Math.sqrt(channels), random), direction);
    sizes.push(size * Math.hypot(...projected));
    direction = unit(projected);
  }
  return { sizes, direction: direction.reduce((sum, value, at) => sum + value * (start[at] ?? 0), 0) };
}

/** σ(b) */
function gateAt(bias: number): number {
  return 1 / (1 + Math.exp(-bias));
}

function apply({ rows, columns, values }: Matrix, x: readonly number[]): number[] {
  return Array.from({ length: rows }, (_, row) =>
    x.reduce((sum, value, column) => sum + value * (values[row * columns + column] ?? 0), 0),
  );
}

function unit(x: readonly number[]): number[] {
  const size = Math.hypot(...x);
  return x.map((value) => value / size);
}
