import { checkOptionNames, requireChoice } from "../core/options.ts";
import { basicBlock, type ShortcutOption } from "./blocks.ts";
import type { Architecture } from "./graph.ts";
import { buildStagedNet, stagedOptionNames, type StagedNetOptions } from "./staged-net.ts";

export interface ResidualNetOptions extends StagedNetOptions {
  /** How the two shortcuts that change shape do it. A: no parameters (the paper's choice on CIFAR-10), B: 1 × 1 convolution. */
  readonly shortcut?: ShortcutOption;
}

/**
 * Residual net for small images, He et al. 2015, sec. 4.2: `plainNet` with a shortcut around every two layers.
 * @throws CourseError if an option cannot be used
 */
export function residualNet(options: ResidualNetOptions): Architecture {
  checkOptionNames("residualNet", options, [...stagedOptionNames, "shortcut"]);
  const { shortcut = "A", ...rest } = options;
  requireChoice("residualNet", "shortcut", shortcut, ["A", "B"]);
  const name = shortcut === "A" ? `residual-${rest.depth}` : `residual-${rest.depth} (${shortcut})`;
  return buildStagedNet("residualNet", rest, (x, style) => basicBlock(x, { ...style, shortcut }), {
    name,
    family: "residual",
  });
}
