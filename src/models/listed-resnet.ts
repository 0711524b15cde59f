import { declare, options } from "../core/declare.ts";
import { boolean, integer } from "../core/kinds.ts";
import { readOptions, withDefault } from "../core/options.ts";
import type { Architecture } from "./graph.ts";
import { buildImageNet } from "./image-net.ts";
import { imageShape } from "./input-shape.ts";
import { residualOptions } from "./residual-options.ts";

export const listedResNet34 = declare(
  {
    name: "listedResNet34",
    help: "ResNet-34 as one of the course's source documents lists it, for two classes of CIFAR-10: the net for images of 224 pixels a side, fed with 32, so that its last stage sees maps of 1 × 1. `findDeadTaps` shows what that costs.",
    parameters: [
      options({
        classes: withDefault(integer({ least: 1 }), 2, "Logits that come out."),
        inputShape: withDefault(imageShape, [32, 32, 3], "Of one image."),
        bias: withDefault(
          boolean,
          true,
          "The listing's 3 × 3 convolutions have a bias, of which the batch normalisation behind them leaves nothing.",
        ),
      }),
    ],
    returns: ["Architecture"],
    example: "countDeadParameters(listedResNet34())",
  },
  ({ bias, ...settings }): Architecture =>
    buildImageNet(
      "listedResNet34",
      { ...settings, depth: 34, ...readOptions("listedResNet34", {}, residualOptions("B")) },
      { name: "ResNet-34 as listed", cardinality: 1, groupWidth: 64, stridePlacement: "1x1", bias },
    ),
);
