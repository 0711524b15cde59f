import { describe } from "vitest";
import { describeMisuse } from "../misuse.ts";
import { residualMlp } from "../../src/models/mlp.ts";
import { initialParameters } from "../../src/models/parameters.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { resNeXt } from "../../src/models/res-next.ts";
import { conv, input } from "../../src/models/layers.ts";
import type { SymbolicTensor } from "../../src/models/symbolic.ts";

const modules = import.meta.glob<object>("../../src/models/*.ts", { eager: true });

const image = input([8, 8, 4]);
const vector = input([4]);
const net = residualNet({ depth: 14, width: 2, inputShape: [8, 8, 3] });
const mlp = residualMlp({ depth: 4 });
const grouped = { depth: 11, width: 2, cardinality: 2, groupWidth: 2, inputShape: [8, 8, 3] };
const oneLayer = (x: SymbolicTensor, { filters, stride }: { filters: number; stride: number }) =>
  conv(x, { filters, stride });
const [first, second] = [
  { stage: 1, index: 1 },
  { stage: 1, index: 2 },
];

describe("the library of nets", () => {
  describeMisuse(Object.values(modules), {
    input: [[2]],
    conv: [image, { filters: 2 }],
    dense: [vector, { units: 2 }],
    batchNorm: [image],
    relu: [image],
    sigmoid: [image],
    tanh: [image],
    add: [image, image],
    scale: [image, 2],
    concatenate: [image, image],
    maxPool: [image],
    subsamplePad: [image, { stride: 2, channels: 8 }],
    globalAveragePool: [image],
    flatten: [image],
    complement: [image],
    multiply: [image, image],
    dropout: [image],
    stochasticDepth: [image, { survival: 0.5 }],
    highwayLayer: [vector, vector, { bias: -1 }],
    labelBlock: [image, first],
    plainBlock: [image, { filters: 4 }],
    basicBlock: [image, { filters: 4 }],
    bottleneckBlock: [image, { filters: 4, inner: 1 }],
    resNeXtBlock: [image, { filters: 4, cardinality: 2, groupWidth: 1 }],
    architecture: [image],
    stagedNet: [{ depth: 5, layersPerBlock: 1, block: oneLayer }],
    plainNet: [{ depth: 8 }],
    residualNet: [{ depth: 8 }],
    bottleneckNet: [{ depth: 11 }],
    preActivationNet: [{ depth: 8 }],
    resNeXt: [grouped],
    highwayNet: [{ depth: 5 }],
    highwayMlp: [{ depth: 4 }],
    plainMlp: [{ depth: 4 }],
    residualMlp: [{ depth: 4 }],
    functionFitter: [],
    imageNetResNet: [{ depth: 18 }],
    imageNetResNeXt: [{ depth: 50 }],
    listedResNet34: [],
    vggNet: [{ depth: 16 }],
    alexNet: [],
    summarize: [net],
    summarizeStages: [net],
    countParameters: [net],
    countMultiplyAdds: [net],
    countActivations: [net],
    findDeadTaps: [net],
    countDeadParameters: [net],
    listParameters: [net],
    initialParameters: [net],
    insertIdentityLayers: [mlp, initialParameters(mlp), { blocks: 1 }],
    regroupParameters: [
      resNeXt(grouped),
      initialParameters(resNeXt(grouped)),
      resNeXt({ ...grouped, form: "split-sum" }),
    ],
    deleteBlock: [net, first],
    deleteBlocks: [net, [first]],
    deletableBlocks: [net],
    swapBlocks: [net, first, second],
    randomDeletions: [net, { count: 1 }],
  });
});
