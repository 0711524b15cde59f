import { middle, type PixelSignals, type PixelTask } from "../signals/pixel-bottleneck.ts";

/** A number in the figure: in which row it stands, and of which channel it is. */
export interface Followed {
  readonly row: "squeezed" | "looked" | "widened" | "y";
  readonly channel: number;
}

/** How a number came about, from the numbers above it. */
export function explainNumber(
  task: PixelTask,
  signals: PixelSignals,
  { row, channel }: Followed,
  isBent: boolean,
): readonly string[] {
  const x = task.x[middle] ?? [];
  const of = `channel ${channel + 1}`;
  switch (row) {
    case "squeezed": {
      const sum = signals.squeezedSums[channel]?.[middle] ?? 0;
      return [
        `The first 1×1, ${of}: one weight for each of the pixel’s ${task.channels} channels.`,
        `${terms(task.squeeze[channel] ?? [], x)} = ${signed(sum)}${bent(sum, isBent)}.`,
      ];
    }
    case "looked": {
      const sum = signals.lookedSums[channel] ?? 0;
      const kernels = task.look[channel] ?? [];
      const parts = kernels.map(
        (kernel, from) => `from channel ${from + 1}: ${terms(kernel, signals.squeezed[from] ?? [])}`,
      );
      return [
        `The 3×3, ${of}: nine weights for each of the ${task.inner} channels, row by row.`,
        `${parts.join("; ")}. Together ${signed(sum)}${bent(sum, isBent)}.`,
      ];
    }
    case "widened": {
      const F = signals.widened[channel] ?? 0;
      return [
        `The last 1×1, ${of} of F: one weight for each of the ${task.inner} channels.`,
        `${terms(task.widen[channel] ?? [], signals.looked)} = ${signed(F)}.`,
      ];
    }
    case "y": {
      const [F, before] = [signals.widened[channel] ?? 0, x[channel] ?? 0];
      const sum = F + before;
      return [
        `The shortcut brings ${of} of x as it is.`,
        `${signed(F)} + ${before} = ${signed(sum)}${bent(sum, isBent)}.`,
      ];
    }
  }
}

function bent(sum: number, isBent: boolean): string {
  return isBent ? `, and behind the ReLU ${signed(Math.max(0, sum))}` : "";
}

/** `1·3 − 1·2`; weights of 0 are left out. */
function terms(weights: readonly number[], values: readonly number[]): string {
  const given = weights.flatMap((weight, at) => (weight === 0 ? [] : [{ weight, value: values[at] ?? 0 }]));
  if (given.length === 0) return "only weights of 0";
  return given
    .map(({ weight, value }, at) => {
      const sign = weight < 0 ? "−" : at === 0 ? "" : "+";
      const factor = value < 0 ? `(${signed(value)})` : String(value);
      return `${sign}${at === 0 ? "" : " "}${Math.abs(weight)}·${factor}`;
    })
    .join(" ");
}

export function signed(value: number): string {
  return String(value).replace("-", "−");
}
