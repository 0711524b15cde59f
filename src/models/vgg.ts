import { checkOptionNames, requireInteger } from "../core/check-value.ts";
import { refuse } from "../core/errors.ts";
import type { Shape } from "../core/shape.ts";
import { architecture } from "./architecture.ts";
import type { Architecture } from "./graph.ts";
import { conv, dense, flatten, input, maxPool, relu } from "./layers.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Convolutions of each stage: Simonyan & Zisserman 1409.1556, Table 1, columns D and E. */
const layersPerStage: Readonly<Record<number, readonly number[]>> = { 16: [2, 2, 3, 3, 3], 19: [2, 2, 4, 4, 4] };

export interface VggOptions {
  /** 16 or 19. */
  readonly depth: number;
  readonly classes?: number;
  readonly input?: Shape;
}

/**
 * VGG net: 3 × 3 convolutions in five stages with a 2 × 2 max pooling behind each, and three dense layers. What He et
 * al. 2015 start from and compare with (Fig. 3 left, Table 1).
 * @throws CourseError if an option cannot be used
 */
export function vggNet(options: VggOptions): Architecture {
  checkOptionNames("vggNet", options, ["depth", "classes", "input"]);
  const counts = layersPerStage[options.depth];
  if (counts === undefined) throw refuse("vggNet", `depth must be 16 or 19, got ${options.depth}`, "Try 16.");
  let x: SymbolicTensor = input(options.input ?? [224, 224, 3]);
  counts.forEach((layers, stage) => {
    const filters = Math.min(512, 64 * 2 ** stage);
    for (let layer = 0; layer < layers; layer++) x = relu(conv(x, { filters, bias: true }));
    x = maxPool(x, { window: 2, stride: 2, padding: 0 });
  });
  for (const units of [4096, 4096]) x = relu(dense(x.shape.length === 3 ? flatten(x) : x, { units }));
  const logits = dense(x, { units: requireInteger("vggNet", "classes", options.classes ?? 1000, 1) });
  return architecture(logits, { name: `VGG-${options.depth}`, family: "plain", depth: options.depth });
}
