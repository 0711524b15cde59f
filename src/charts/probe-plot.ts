import * as Plot from "@observablehq/plot";
import { drawEndLabels, labelsWidth } from "./end-labels.ts";
import type { ArmProbes, BlockNorm, ProbeCurve } from "./arm-probes.ts";
import { formatTenTo } from "./number-format.ts";
import { drawFrame } from "./plot-frame.ts";
import { familyStroke } from "./theme.ts";

/** One arm's panel. The axis counts powers of ten, so `domain` is in those. */
export function drawProbes({ arm, probes }: ArmProbes, domain: readonly [number, number], width: number): Element {
  const texts = probes.map(({ step }) => ({ name: `step ${step}`, value: "" }));
  const blocks = Math.max(1, ...probes.map(({ mean }) => mean.at(-1)?.block ?? 0));
  const strokes = probes.map((_, at) => familyStroke(arm.family, probes.length < 2 ? 0 : at / (probes.length - 1)));
  const side = widerSide(probes);
  const place = { stacked: false, widest: 90 };
  const room = labelsWidth(texts, place);
  const frame = drawFrame({
    width,
    height: 260,
    marginRight: side === "right" ? room : 10,
    insetLeft: side === "left" ? room : 0,
    x: { domain: [0, blocks] },
    y: { domain },
    title: "Gradient norm",
    xTitle: "Block",
    xTicks: blocks < 5 ? Array.from({ length: blocks + 1 }, (_, at) => at) : 4,
    xFormat: String,
    yTicks: powersIn(domain),
    yFormat: formatTenTo,
    marks: probes.map((probe, at) => probeMarks(probe, arm.dash, strokes[at] ?? "", at / probes.length)),
  });
  const labels = probes.map(({ mean }, at) => ({
    ...{ name: texts[at]?.name ?? "", value: "", stroke: strokes[at] ?? "" },
    x: frame.xAt(mean.at(side === "left" ? 0 : -1)?.block ?? 0),
    y: frame.yAt(Math.log10(mean.at(side === "left" ? 0 : -1)?.norm ?? 1)),
  }));
  const { top, bottom } = frame.area;
  drawEndLabels(frame.svg, labels, { ...place, side, top: top - 10, bottom: bottom + 4 });
  return frame.svg;
}

function probeMarks(
  { seeds, mean }: ProbeCurve,
  dash: string | undefined,
  stroke: string,
  lateness: number,
): Plot.Markish[] {
  const at = { x: "block", y: ({ norm }: BlockNorm) => Math.log10(norm), stroke } as const;
  const thin = seeds.flatMap((norms, seed) => norms.map((each) => ({ ...each, seed })));
  return [
    seeds.length < 2 ? null : Plot.line(thin, { ...at, z: "seed", strokeWidth: 1, strokeOpacity: 0.35 }),
    Plot.line(mean, { ...at, strokeWidth: 1.75 + lateness, strokeDasharray: dash }),
  ];
}

/** Labels stand where the lines are further apart: mostly at the input, where gradients have come the longest way. */
function widerSide(probes: readonly ProbeCurve[]): "left" | "right" {
  const spread = (at: number) => {
    const powers = probes.map(({ mean }) => Math.log10(mean.at(at)?.norm ?? 1));
    return Math.max(...powers) - Math.min(...powers);
  };
  return spread(0) > spread(-1) ? "left" : "right";
}

/** About six whole powers. */
function powersIn([low, high]: readonly [number, number]): number[] {
  const stride = Math.max(1, Math.ceil((high - low) / 6));
  const first = Math.ceil(low / stride) * stride;
  return Array.from({ length: Math.floor((high - first) / stride) + 1 }, (_, at) => first + at * stride);
}
