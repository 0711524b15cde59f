import type { ArmProbes } from "./arm-probes.ts";
import { drawLayers } from "./layer-plot.ts";
import { familyStroke } from "../frame/theme.ts";
import { wholePowers } from "../frame/value-scale.ts";

/** One arm's panel. `domain` is in powers of ten. */
export function drawProbes({ arm, probes }: ArmProbes, domain: readonly [number, number], width: number): Element {
  const lines = probes.map(({ step, seeds, mean }, at) => ({
    name: `step ${step}`,
    seeds: seeds.map((norms) => norms.map(toPoint)),
    mean: mean.map(toPoint),
    stroke: familyStroke(arm.family, probes.length < 2 ? 0 : at / (probes.length - 1)),
    dash: arm.dash,
    strokeWidth: 1.75 + at / probes.length,
  }));
  const blocks = Math.max(1, ...probes.map(({ mean }) => mean.at(-1)?.block ?? 0));
  const scale = wholePowers(...domain);
  return drawLayers(lines, { scale, title: "Gradient norm", xTitle: "Block", places: [0, blocks] }, width);
}

function toPoint({ block, norm }: { readonly block: number; readonly norm: number }) {
  return { at: block, value: norm };
}
