import { asNet, countOf, shapeOf } from "./as-net.ts";

export interface Mended {
  readonly shape: string;
  /** Parameters that it needs at most. */
  readonly most: number;
  readonly sums?: number;
  /** 3 × 3 convolutions. */
  readonly convolutions?: number;
}

/** Whether each of several blocks puts out what it should, at no higher price, with its sums and 3 × 3 convolutions in place. */
export function areMended(observations: readonly unknown[], wanted: readonly Mended[]): boolean | string {
  for (const [at, { shape, most, sums = 1, convolutions = 2 }] of wanted.entries()) {
    const net = asNet(observations[at]);
    if (typeof net === "string") return `block ${at + 1}: ${net}`;
    if (shapeOf(net) !== shape) return `block ${at + 1} puts out ${shapeOf(net)}, not ${shape}`;
    if (net.parameters > most) return `block ${at + 1} has ${net.parameters} parameters, more than ${most}`;
    if (countOf(net, ({ op }) => op === "add") !== sums) return `block ${at + 1} has not ${sums} sums`;
    const found = countOf(net, ({ op, kernel }) => op === "conv" && kernel === 3);
    if (found !== convolutions) return `block ${at + 1} has ${found} 3 × 3 convolutions`;
  }
  return true;
}
