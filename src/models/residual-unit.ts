import type { Activation } from "./activations.ts";
import { connect, type Connection } from "./connections.ts";
import { dropout, stochasticDepth } from "./gates.ts";
import type { InitializerChoice } from "./initializer-choice.ts";
import { scale } from "./joins.ts";
import { applySteps, placements, type Placement } from "./placements.ts";
import { keepsShape, type ShortcutOption } from "./shortcuts.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** A convolution or dense layer of a branch, without what follows it. */
export type WeightLayer = (x: SymbolicTensor, style: WeightStyle) => SymbolicTensor;
export interface WeightStyle {
  readonly bias: boolean;
  readonly initializer: InitializerChoice;
}

export interface UnitOptions {
  /** Channels (units) that the unit puts out. */
  readonly filters: number;
  /** Of the whole branch, and of the shortcut. */
  readonly stride?: number;
  readonly batchNorm?: boolean;
  /** Of the branch's weight layers; only where no β makes it useless, unless said. */
  readonly bias?: boolean;
  readonly initializer?: InitializerChoice;
  readonly activation?: Activation;
  readonly placement?: Placement;
  readonly shortcut?: ShortcutOption;
  readonly connection?: Connection;
  /** The first unit of a net: its input is activated already, so pre-activation starts with the weights (sec. 4.1, appendix). */
  readonly first?: boolean;
  /** The branch starts from 0 and the unit from its shortcut: last γ = 0 (Goyal et al. 1706.02677), or last kernel = 0 where no BN ends the branch. */
  readonly zeroInitResidual?: boolean;
  /** The branch times a constant, as 1/√(number of blocks). */
  readonly residualScale?: number;
  /** Probability that a training step keeps the branch (Huang et al. 1603.09382). */
  readonly survival?: number;
  /** Rate of a dropout before the branch's last layer (Zagoruyko & Komodakis 1605.07146, sec. 2.4). */
  readonly dropout?: number;
  /** False: projections are numbered among the trunk's convolutions. */
  readonly projectionsApart?: boolean;
}

/**
 * f(h(x) + F(x)), the residual unit of He et al. 2016, Eq. 1 and 2, with F made of `layers`. `placement` says where BN
 * and ReLU go, `shortcut` and `connection` what h is. With pre-activation a projection takes what the branch takes,
 * after BN and ReLU, and has no BN of its own if that is full pre-activation; option A takes x as it is.
 */
export function residualUnit(x: SymbolicTensor, layers: readonly WeightLayer[], options: UnitOptions): SymbolicTensor {
  const { shortcut = "A", placement = "original", connection = { kind: "identity" } } = options;
  const { before, afterAddition } = placements[placement];
  const start = options.first ? x : applySteps(x, before, options);
  const residual = residualBranch(start, layers, options);
  if (shortcut === "none") return applySteps(residual, afterAddition, options);

  const { filters, stride = 1, batchNorm = true, initializer = "he-normal" } = options;
  const shape = { filters, stride };
  const projectsAll = shortcut === "C" || connection.kind === "convolution";
  const source = projectsAll || (shortcut === "B" && !keepsShape(x, shape)) ? start : x;
  const projection = {
    batchNorm: batchNorm && placement !== "full-pre-activation",
    bias: !batchNorm,
    initializer,
    apart: options.projectionsApart ?? true,
  };
  const joined = connect(connection, { residual, x: source, shape, shortcut, projection });
  return applySteps(joined, afterAddition, options);
}

/** F(x) from its (activated) start: weight layers with BN and ReLU between them, and what ends the branch. */
function residualBranch(start: SymbolicTensor, layers: readonly WeightLayer[], options: UnitOptions): SymbolicTensor {
  const { placement = "original", batchNorm = true, initializer = "he-normal", zeroInitResidual = false } = options;
  const { bias = !batchNorm } = options;
  const { atEnd } = placements[placement];
  const zeroGamma = zeroInitResidual && batchNorm && atEnd.includes("normalize");
  let y = start;
  layers.forEach((layer, at) => {
    const isLast = at === layers.length - 1;
    if (at > 0) y = applySteps(y, ["normalize", "activate"], options);
    if (isLast && options.dropout) y = dropout(y, { rate: options.dropout });
    y = layer(y, { bias, initializer: isLast && zeroInitResidual && !zeroGamma ? "zeros" : initializer });
  });
  y = applySteps(y, atEnd, { ...options, initialGamma: zeroGamma ? 0 : 1 });
  const { residualScale = 1, survival = 1 } = options;
  if (residualScale !== 1) y = scale(y, residualScale);
  return survival === 1 ? y : stochasticDepth(y, { survival });
}
