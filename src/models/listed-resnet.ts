import { checkOptionNames, requireBoolean } from "../core/check-value.ts";
import type { Shape } from "../core/shape.ts";
import type { Architecture } from "./graph.ts";
import { buildImageNet } from "./image-net.ts";

export interface ListedResNetOptions {
  readonly classes?: number;
  readonly input?: Shape;
  /** The listing's 3 × 3 convolutions have a bias, of which the batch normalisation behind them leaves nothing. */
  readonly bias?: boolean;
}

/**
 * ResNet-34 as one of the course's source documents lists it, for two classes of CIFAR-10: the net for images of 224
 * pixels a side, fed with 32, so that its last stage sees maps of 1 × 1. `findDeadTaps` shows what that costs.
 * @throws CourseError if an option cannot be used
 */
export function listedResNet34(options: ListedResNetOptions = {}): Architecture {
  checkOptionNames("listedResNet34", options, ["classes", "input", "bias"]);
  const { classes = 2, input = [32, 32, 3], bias = true } = options;
  return buildImageNet(
    "listedResNet34",
    { depth: 34, classes, input },
    {
      name: "ResNet-34 as listed",
      cardinality: 1,
      groupWidth: 64,
      stridePlacement: "1x1",
      bias: requireBoolean("listedResNet34", "bias", bias),
    },
  );
}
