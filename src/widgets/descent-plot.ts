import * as Plot from "@observablehq/plot";
import { drawFrame } from "../charts/frame/plot-frame.ts";
import { drawEndLabels } from "../charts/frame/end-labels.ts";
import { formatExact } from "../charts/frame/number-format.ts";
import { seriesLook } from "../charts/frame/theme.ts";

/** A start, and the loss at each step from it. */
export interface Descent {
  readonly name: string;
  readonly losses: readonly number[];
}

/**
 * All starts that were trained from, on one scale from 0 to the highest loss that any begins with.
 * @param room kept free above 0, for what may come
 */
export function drawDescents(descents: readonly Descent[], room: Pick<Descent, "losses">, width: number): Element {
  const steps = Math.max(1, room.losses.length - 1);
  const top = Math.max(0.1, room.losses[0] ?? 0, ...descents.map(({ losses }) => losses[0] ?? 0));
  const frame = drawFrame({
    ...{ width, height: 210, marginRight: 116, title: "Mean squared error", xTitle: "Steps of gradient descent" },
    x: { domain: [0, steps] },
    y: { domain: [0, top], clamp: true, nice: true },
    ...{ xTicks: 4, yTicks: 4, xFormat: String, yFormat: formatExact },
    marks: descents.map(({ losses }, at) => {
      const { stroke, dash } = seriesLook(at, descents.length);
      return Plot.lineY(losses, {
        x: (_: number, step: number) => step,
        stroke,
        strokeWidth: 2.25,
        strokeDasharray: dash,
      });
    }),
  });
  const labels = descents.map(({ name, losses }, at) => ({
    ...{ name, value: "", stroke: seriesLook(at, descents.length).stroke },
    x: frame.xAt(steps),
    y: frame.yAt(losses.at(-1) ?? 0),
  }));
  const place = { stacked: false, widest: 110, side: "right" } as const;
  drawEndLabels(frame.svg, labels, { ...place, top: frame.area.top - 10, bottom: frame.area.bottom + 4 });
  return frame.svg;
}
