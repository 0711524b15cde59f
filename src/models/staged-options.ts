import type { Kind } from "../core/kinds.ts";
import { integer } from "../core/kinds.ts";
import { needed, withDefault, type SettingsOf } from "../core/options.ts";
import { styleOptions } from "./block-options.ts";
import { anyStagedDepth, stagedDepth } from "./depths.ts";
import { imageShape } from "./input-shape.ts";

/**
 * Options of every net in the style of He et al. 2015, sec. 4.2.
 * @param period layers by which its depth grows; null where that hangs on another option
 * @param form the depth in words, "6n + 2"
 */
export function stagedOptions(period: number | null, form = `${period}n + 2`) {
  const depth: Kind<number> = period === null ? anyStagedDepth : stagedDepth(period);
  return {
    depth: needed(depth, `Weighted layers: ${form}, for n blocks in each of three stages.`),
    width: withDefault(
      integer({ least: 1 }),
      16,
      "Filters of the first stage; the later ones have twice and four times as many.",
    ),
    classes: withDefault(integer({ least: 2 }), 10, "Logits that come out."),
    inputShape: withDefault(imageShape, [32, 32, 3], "Of one image."),
    ...styleOptions,
    stemStride: withDefault(
      integer({ least: 1, unit: "pixels" }),
      1,
      "Of the first convolution: 2 halves the image at once, a quarter of the work.",
    ),
  };
}

export type StagedSettings = SettingsOf<ReturnType<typeof stagedOptions>>;
