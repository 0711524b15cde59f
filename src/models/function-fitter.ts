import { checkOptionNames, requireBoolean, requireInteger } from "../core/check-value.ts";
import { architecture } from "./architecture.ts";
import type { Architecture } from "./graph.ts";
import type { InitializerChoice } from "./initializers.ts";
import { add, dense, input, relu } from "./layers.ts";
import { labelBlock } from "./symbolic.ts";

export interface FunctionFitterOptions {
  /** Features of x and of y. */
  readonly features?: number;
  /** Units between the two layers of F; with at least 2·features, F can be the identity: x = ReLU(x) − ReLU(−x). */
  readonly hidden?: number;
  /** How many times the form is applied, one after the other. */
  readonly blocks?: number;
  /** y = F(x) + x instead of y = F(x). */
  readonly shortcut?: boolean;
  readonly initializer?: InitializerChoice;
}

/**
 * Fits a function of a vector with y = F(x) or y = F(x) + x, where F is dense, ReLU, dense: the smallest net in which
 * the two forms of He et al. 2015, sec. 3.1, can be compared. No normalisation, and no ReLU at the end, so that signed
 * targets are within reach.
 * @throws CourseError if an option cannot be used
 */
export function functionFitter(options: FunctionFitterOptions = {}): Architecture {
  checkOptionNames("functionFitter", options, ["features", "hidden", "blocks", "shortcut", "initializer"]);
  const { features = 16, hidden = 32, blocks = 1, shortcut = false, initializer = "fan-in-uniform" } = options;
  requireInteger("functionFitter", "features", features, 1);
  requireInteger("functionFitter", "hidden", hidden, 1);
  requireInteger("functionFitter", "blocks", blocks, 1);
  requireBoolean("functionFitter", "shortcut", shortcut);
  let x = labelBlock(input([features]), { stage: 0, index: 0 });
  for (let index = 1; index <= blocks; index++) {
    const residual = dense(relu(dense(x, { units: hidden, initializer })), { units: features, initializer });
    x = labelBlock(shortcut ? add(residual, x) : residual, { stage: 1, index });
  }
  return architecture(x, {
    name: shortcut ? "F(x) + x" : "F(x)",
    family: shortcut ? "residual" : "plain",
  });
}
