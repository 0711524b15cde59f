import { declare, options } from "../core/declare.ts";
import { integer } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { architecture } from "./architecture.ts";
import { listedDepth } from "./depths.ts";
import type { Architecture } from "./graph.ts";
import { imageShape } from "./input-shape.ts";
import { conv, dense, input } from "./layers.ts";
import { relu } from "./nonlinearities.ts";
import { flatten, maxPool } from "./pooling.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Convolutions of each stage: Simonyan & Zisserman 1409.1556, Table 1, columns D and E. */
const layersPerStage: Readonly<Record<number, readonly number[]>> = { 16: [2, 2, 3, 3, 3], 19: [2, 2, 4, 4, 4] };

export const vggNet = declare(
  {
    name: "vggNet",
    help: "VGG net: 3 × 3 convolutions in five stages with a 2 × 2 max pooling behind each, and three dense layers. What He et al. 2015 start from and compare with (Fig. 3 left, Table 1).",
    parameters: [
      options({
        depth: needed(listedDepth([16, 19], 16), "Weighted layers."),
        classes: withDefault(integer({ least: 1 }), 1000, "Logits that come out."),
        inputShape: withDefault(imageShape, [224, 224, 3], "Of one image."),
      }),
    ],
    returns: ["Architecture"],
    refuses: "images are smaller than five poolings need: 32 pixels a side",
    source: "Simonyan & Zisserman 2015 (1409.1556), Table 1, columns D and E",
    example: "countMultiplyAdds(vggNet({depth: 19}))",
  },
  ({ depth, classes, inputShape }): Architecture => {
    let x: SymbolicTensor = input(inputShape);
    (layersPerStage[depth] ?? []).forEach((layers, stage) => {
      const filters = Math.min(512, 64 * 2 ** stage);
      for (let layer = 0; layer < layers; layer++) x = relu(conv(x, { filters, bias: true }));
      x = maxPool(x, { poolSize: 2, stride: 2, padding: "valid" });
    });
    for (const units of [4096, 4096]) x = relu(dense(x.shape.length === 3 ? flatten(x) : x, { units }));
    return architecture(dense(x, { units: classes }), { name: `VGG-${depth}`, family: "plain", depth });
  },
);
