import type { ArmProbes } from "./arm-probes.ts";
import { pale } from "./layer-panels.ts";
import { drawLayers, type LayerLine } from "./layer-plot.ts";
import { familyStroke } from "../frame/theme.ts";
import { wholePowers } from "../frame/value-scale.ts";

/**
 * One arm's panel, with its recorded run behind it where there is one.
 * @param domain in powers of ten
 */
export function drawProbes(
  own: ArmProbes,
  { domain, ghost }: { readonly domain: readonly [number, number]; readonly ghost: ArmProbes | undefined },
  width: number,
): Element {
  const lines = [...(ghost ? linesOf(ghost).map(pale) : []), ...linesOf(own)];
  const blocks = Math.max(1, ...own.probes.map(({ mean }) => mean.at(-1)?.block ?? 0));
  const scale = wholePowers(...domain);
  return drawLayers(lines, { scale, title: "Gradient norm", xTitle: "Block", places: [0, blocks] }, width);
}

function linesOf({ arm, probes }: ArmProbes): LayerLine[] {
  return probes.map(({ step, seeds, mean }, at) => ({
    name: `step ${step}`,
    seeds: seeds.map((norms) => norms.map(toPoint)),
    mean: mean.map(toPoint),
    stroke: familyStroke(arm.family, probes.length < 2 ? 0 : at / (probes.length - 1)),
    dash: arm.dash,
    strokeWidth: 1.75 + at / probes.length,
  }));
}

function toPoint({ block, norm }: { readonly block: number; readonly norm: number }) {
  return { at: block, value: norm };
}
