import { declare, options } from "../core/declare.ts";
import { boolean, number } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { activate } from "./activations.ts";
import { convBn } from "./conv-units.ts";
import { denseBn } from "./dense-blocks.ts";
import type { Architecture } from "./graph.ts";
import { highwayLayer } from "./highway-layer.ts";
import { buildMlp, mlpOptions } from "./mlp.ts";
import { relu } from "./nonlinearities.ts";
import { keepsShape } from "./shortcuts.ts";
import { buildStagedNet } from "./staged-net.ts";
import { stagedOptions } from "./staged-options.ts";

const highwayOptions = {
  batchNorm: withDefault(boolean, false, "Batch normalisation behind the weights; there was none in 2015."),
  gateBias: withDefault(
    number(),
    -2,
    "b_T, from which every gate's bias starts: below 0, so that layers begin by carrying their input on; the paper suggests −1, −2, −3, … (sec. 2.2).",
  ),
};

export const highwayNet = declare(
  {
    name: "highwayNet",
    help: "Highway network for small images: a 3 × 3 convolution, three stages of n highway layers, and a dense layer, 3n + 2 layers deep. Where a stage begins with another size or width, a plain layer takes the place of the highway layer.",
    parameters: [options({ ...stagedOptions(3), ...highwayOptions })],
    returns: ["Architecture"],
    source: "Srivastava et al. 2015 (1505.00387), sec. 2",
    example: "countParameters(highwayNet({depth: 20, width: 8}))",
  },
  ({ gateBias: bias, ...settings }): Architecture =>
    buildStagedNet(
      "highwayNet",
      settings,
      (x, { filters, stride, batchNorm, initializer }) => {
        const transformed = relu(convBn(x, { filters, stride, batchNorm, initializer }));
        if (!keepsShape(x, { filters, stride })) return transformed;
        return highwayLayer(x, transformed, { bias, kernelSize: 3, initializer });
      },
      { name: `highway-${settings.depth}`, family: "other", layersPerBlock: 1 },
    ),
);

export const highwayMlp = declare(
  {
    name: "highwayMlp",
    help: "Highway network for vectors: a dense layer, highway layers of one width, and a dense layer at the end.",
    parameters: [options({ ...mlpOptions(1), ...highwayOptions })],
    returns: ["Architecture"],
    source: "Srivastava et al. 2015 (1505.00387), sec. 2",
    example: "countParameters(highwayMlp({depth: 10}))",
  },
  ({ gateBias: bias, ...settings }): Architecture =>
    buildMlp("highwayMlp", settings, {
      name: `highway-${settings.depth}`,
      family: "other",
      layersPerBlock: 1,
      block: (x, style) =>
        highwayLayer(x, activate(denseBn(x, style), style.activation), {
          bias,
          initializer: style.initializer ?? "he-normal",
        }),
    }),
);
