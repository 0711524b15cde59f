import * as Plot from "@observablehq/plot";
import type { LossPlane } from "../../training/contract/analyses.ts";
import { drawEndLabels, labelsWidth } from "../frame/end-labels.ts";
import { drawFrame } from "../frame/plot-frame.ts";
import { familyDash, familyStroke } from "../frame/theme.ts";
import { scaleFor } from "../frame/value-scale.ts";

/** Loss along one direction, a line for each net. */
export function drawLossCurves(lines: readonly LossPlane[], width: number): Element {
  const points = lines.map(({ loss, positions }) =>
    (loss[0] ?? []).flatMap((value, at) => (Number.isFinite(value) ? [{ alpha: positions[at] ?? 0, value }] : [])),
  );
  const scale = scaleFor(points.flat().map(({ value }) => value));
  const strokes = lines.map(({ net }, at) => {
    const family = lines.filter((each) => each.net.family === net.family);
    return familyStroke(net.family, family.length < 2 ? 0 : at / (lines.length - 1));
  });
  const texts = lines.map(({ net }) => ({ name: net.name, value: "" }));
  const place = { stacked: false, widest: 0.3 * width };
  const span = Math.max(1e-9, ...lines.flatMap(({ positions }) => positions.map(Math.abs)));
  const frame = drawFrame({
    width,
    marginRight: labelsWidth(texts, place),
    x: { domain: [-span, span] },
    y: { domain: [...scale.domain] },
    title: "Loss",
    xTitle: "α, in lengths of each filter",
    xTicks: 5,
    yTicks: scale.ticks,
    yFormat: scale.format,
    marks: [
      Plot.ruleX([0], { stroke: "var(--muted)", strokeDasharray: "1 3" }),
      ...points.map((line, at) =>
        Plot.line(
          line.filter(({ value }) => scale.shows(value)),
          {
            ...{ x: "alpha", y: ({ value }: { value: number }) => scale.place(value), stroke: strokes[at] ?? "" },
            ...{ strokeWidth: 2.25, strokeDasharray: familyDash(lines[at]?.net.family ?? "other") },
          },
        ),
      ),
    ],
  });
  const ends = points.flatMap((line, at) => {
    const end = line.at(-1);
    if (end === undefined) return [];
    return [
      {
        name: texts[at]?.name ?? "",
        value: "",
        stroke: strokes[at] ?? "",
        x: frame.xAt(end.alpha),
        y: frame.yAt(scale.place(end.value)),
      },
    ];
  });
  drawEndLabels(frame.svg, ends, { ...place, top: frame.area.top - 10, bottom: frame.area.bottom + 4 });
  return frame.svg;
}
