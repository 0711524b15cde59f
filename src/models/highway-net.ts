import { checkOptionNames, requireNumber } from "../core/check-value.ts";
import { activate } from "./activations.ts";
import { convBn } from "./blocks.ts";
import { denseBn } from "./dense-blocks.ts";
import type { Architecture } from "./graph.ts";
import { highwayLayer } from "./highway-layer.ts";
import { relu } from "./layers.ts";
import { buildMlp, mlpOptionNames, type MlpOptions } from "./mlp.ts";
import { keepsShape } from "./shortcuts.ts";
import { buildStagedNet, stagedOptionNames, stagedOptionsOf, type StagedNetOptions } from "./staged-net.ts";

export interface HighwayOptions {
  /** b_T, from which every gate's bias starts: below 0, so that layers begin by carrying their input on. */
  readonly gateBias?: number;
}

/** Of the −1, −2, −3, … that Srivastava et al. 1505.00387, sec. 2.2, suggest. */
const usualBias = -2;

/**
 * Highway network for small images: a 3 × 3 convolution, three stages of n highway layers, and a dense layer, 3n + 2
 * layers deep. Where a stage begins with another size or width, a plain layer takes the place of the highway layer
 * (Srivastava et al. 1505.00387, sec. 2.1). No batch normalisation unless said, as in 2015.
 * @throws CourseError if an option cannot be used
 */
export function highwayNet(options: StagedNetOptions & HighwayOptions): Architecture {
  checkOptionNames("highwayNet", options, [...stagedOptionNames, "gateBias"]);
  const bias = requireNumber("highwayNet", "gateBias", options.gateBias ?? usualBias);
  return buildStagedNet(
    "highwayNet",
    { batchNorm: false, ...stagedOptionsOf(options) },
    (x, { filters, stride, batchNorm, initializer }) => {
      const transformed = relu(convBn(x, { filters, stride, batchNorm, initializer }));
      if (!keepsShape(x, { filters, stride })) return transformed;
      return highwayLayer(x, transformed, { bias, kernel: 3, initializer });
    },
    { name: `highway-${options.depth}`, family: "other", layersPerBlock: 1 },
  );
}

/**
 * Highway network for vectors: a dense layer, highway layers of one width, and a dense layer at the end. No batch
 * normalisation unless said.
 * @throws CourseError if an option cannot be used
 */
export function highwayMlp(options: MlpOptions & HighwayOptions): Architecture {
  checkOptionNames("highwayMlp", options, [...mlpOptionNames, "gateBias"]);
  const { gateBias = usualBias, ...rest } = options;
  const bias = requireNumber("highwayMlp", "gateBias", gateBias);
  return buildMlp(
    "highwayMlp",
    { batchNorm: false, ...rest },
    {
      name: `highway-${options.depth}`,
      family: "other",
      layersPerBlock: 1,
      block: (x, style) =>
        highwayLayer(x, activate(denseBn(x, style), style.activation), {
          bias,
          initializer: style.initializer ?? "he-normal",
        }),
    },
  );
}
