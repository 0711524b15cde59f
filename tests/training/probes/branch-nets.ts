import { architecture as build } from "../../../src/models/architecture.ts";
import { complement, dropout, multiply } from "../../../src/models/gates.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import { highwayNet } from "../../../src/models/highway-net.ts";
import { add, scale } from "../../../src/models/joins.ts";
import { batchNorm, conv, dense, input } from "../../../src/models/layers.ts";
import { relu, sigmoid } from "../../../src/models/nonlinearities.ts";
import { globalAveragePool } from "../../../src/models/pooling.ts";
import { preActivationNet } from "../../../src/models/pre-activation-net.ts";
import { residualNet } from "../../../src/models/residual-net.ts";
import { labelBlock, type SymbolicTensor } from "../../../src/models/symbolic.ts";

const small = { width: 4, inputShape: [16, 16, 3], stemStride: 2 };

/** One block, whose branch begins with a scale of 1: the gradient there is what comes back through the branch. */
export function netWith(sum: (x: SymbolicTensor, branch: SymbolicTensor) => SymbolicTensor): Architecture {
  const x = labelBlock(relu(conv(input([16, 16, 3]), { filters: 4, stride: 2 })), { stage: 0, index: 0 });
  const branch = batchNorm(conv(relu(batchNorm(conv(scale(x, 1), { filters: 4 }))), { filters: 4 }));
  const y = labelBlock(relu(sum(x, branch)), { stage: 1, index: 1 });
  return build(dense(globalAveragePool(y), { units: 10 }));
}

function gated(x: SymbolicTensor, branch: SymbolicTensor): SymbolicTensor {
  const gate = sigmoid(conv(x, { filters: 4, kernelSize: 1, bias: true }));
  return add(multiply(branch, gate), multiply(x, complement(gate)));
}

/** Nets whose shortcuts begin with every kind of node: nothing, option A and B, scale, dropout, a gate, an activation. */
export const branchNets: Readonly<Record<string, Architecture>> = {
  "option A": residualNet({ depth: 8, ...small }),
  "option B": residualNet({ depth: 8, ...small, shortcut: "B" }),
  "pre-activation": preActivationNet({ depth: 11, ...small, block: "bottleneck" }),
  highway: highwayNet({ depth: 8, ...small }),
  scaled: netWith((x, branch) => add(branch, scale(x, 0.5))),
  dropped: netWith((x, branch) => add(branch, dropout(x, { rate: 0.5, rescale: "at-test" }))),
  gated: netWith(gated),
  "behind a sigmoid": netWith((x, branch) => add(branch, sigmoid(x))),
};
