import { declare, options } from "../core/declare.ts";
import { boolean, integer } from "../core/kinds.ts";
import { needed, withDefault, type SettingsOf } from "../core/options.ts";
import { activate, activationKind } from "./activations.ts";
import { architecture } from "./architecture.ts";
import { styleOptions } from "./block-options.ts";
import { denseBn, plainDenseBlock, residualDenseBlock } from "./dense-blocks.ts";
import type { DenseBlockOptions } from "./dense-blocks.ts";
import { mlpDepth } from "./depths.ts";
import type { Architecture, Family, Initializer } from "./graph.ts";
import { readInitializer } from "./initializer-choice.ts";
import { vectorShape } from "./input-shape.ts";
import { dense, heFanIn, input } from "./layers.ts";
import { checkResidual, endUnits, residualFamily, residualName, residualOptions } from "./residual-options.ts";
import { unitSettings, type BlockNumber } from "./residual-options.ts";
import { labelBlock, type SymbolicTensor } from "./symbolic.ts";

/** Options of every net of dense layers. */
export function mlpOptions(layersPerBlock: 1 | 2) {
  const form = layersPerBlock === 1 ? "k + 2, for k layers" : "2k + 2, for k blocks of two layers";
  return {
    depth: needed(mlpDepth(layersPerBlock), `Weighted layers: ${form} between the first and the last one.`),
    width: withDefault(integer({ least: 1 }), 32, "Units of every hidden layer."),
    inputShape: withDefault(vectorShape, [2], "Features of an example."),
    classes: withDefault(integer({ least: 1 }), 3, "Logits that come out."),
    batchNorm: withDefault(boolean, true, styleOptions.batchNorm.help),
    activation: withDefault(activationKind, "relu", "The non-linearity of the hidden layers."),
    initializer: withDefault(
      styleOptions.initializer.kind,
      "he-normal",
      "How the hidden layers' weights are drawn: He's by fan-in, so that activations keep their size without normalisation.",
    ),
  };
}

export type MlpSettings = SettingsOf<ReturnType<typeof mlpOptions>>;

export const plainMlp = declare(
  {
    name: "plainMlp",
    help: "Plain multilayer perceptron: the dense counterpart of `plainNet`, small enough to train in seconds.",
    parameters: [options(mlpOptions(2))],
    returns: ["Architecture"],
    example: 'countParameters(plainMlp({depth: 8, activation: "tanh"}))',
  },
  (settings): Architecture =>
    buildMlp("plainMlp", settings, { name: `plain-${settings.depth}`, family: "plain", block: plainDenseBlock }),
);

export const residualMlp = declare(
  {
    name: "residualMlp",
    help: 'The dense counterpart of `residualNet`: `plainMlp` with a shortcut around every two layers. Each block is φ(F(x) + x) unless its options say otherwise. There is no change of shape, so "A" and "B" are the same; a projection is a dense layer.',
    parameters: [options({ ...mlpOptions(2), ...residualOptions("A") })],
    returns: ["Architecture"],
    refuses: "zeroInitResidual meets a placement with which no branch could leave zero",
    source: "He et al. 2015, Eq. 1 and Fig. 2",
    example: "countParameters(residualMlp({depth: 8}))",
  },
  (settings): Architecture => {
    checkResidual("residualMlp", settings);
    const usual = { shortcut: settings.shortcut === "B" ? "B" : "A" } as const;
    return buildMlp("residualMlp", settings, {
      name: residualName(`residual-${settings.depth}`, settings, usual),
      family: residualFamily(settings, "residual"),
      block: (x, style) => residualDenseBlock(x, { ...style, ...unitSettings(settings, style) }),
      ending: (x, style) => endUnits(x, settings, style),
    });
  },
);

export interface MlpPlan {
  readonly name: string;
  readonly family: Family;
  /** 2, unless said. */
  readonly layersPerBlock?: 1 | 2;
  readonly block: (x: SymbolicTensor, options: DenseBlockOptions & BlockNumber) => SymbolicTensor;
  /** What stands between the last block and the last layer. */
  readonly ending?: (x: SymbolicTensor, style: DenseBlockOptions) => SymbolicTensor;
}

/** What the nets of dense layers share: a first layer, blocks of one width, and a last layer. */
export function buildMlp(where: string, settings: MlpSettings, plan: MlpPlan): Architecture {
  const { name, family, layersPerBlock = 2, block, ending = (x) => x } = plan;
  const { depth, width, inputShape, classes, activation, batchNorm } = settings;
  const initializer = readInitializer(where, settings.initializer, heFanIn);
  const style = { units: width, batchNorm, activation, initializer };
  const first = denseBn(input(inputShape), { ...style, initializer: startOfFirst(initializer) });
  let x = labelBlock(activate(first, activation), { stage: 0, index: 0 });
  const count = (depth - 2) / layersPerBlock;
  for (let number = 1; number <= count; number++) {
    x = labelBlock(block(x, { ...style, number, count }), { stage: 1, index: number });
  }
  const logits = dense(ending(x, style), { units: classes, initializer: "fan-in-uniform" });
  return architecture(logits, { name, family, depth });
}

/** The net's inputs are no pairs of opposite features yet. */
function startOfFirst(initializer: Initializer): Initializer {
  return initializer.kind === "looks-linear" ? { ...initializer, paired: false } : initializer;
}
