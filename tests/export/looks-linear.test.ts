import { expect, it } from "vitest";
import { toKeras } from "../../src/export/to-keras.ts";
import { toPyTorch } from "../../src/export/to-pytorch.ts";
import { plainMlp } from "../../src/models/mlp.ts";

const net = plainMlp({ depth: 4, width: 8, batchNorm: false, initializer: "looks-linear" });

it("starts a looks-linear net in PyTorch by signs times one orthogonal matrix a layer", () => {
  const program = toPyTorch(net);
  expect(program).toContain(
    "layer.weight.data.copy_(torch.kron(torch.tensor([[1.0], [-1.0]]), nn.init.orthogonal_(torch.empty(layer.out_features // 2, layer.in_features))))",
  );
  expect(program).toContain("torch.tensor([[1.0, -1.0], [-1.0, 1.0]])");
});

it("starts it in Keras by a function of the program, which is there once", () => {
  const program = toKeras(net);
  expect(program.match(/def opposite_pairs\(/g)).toHaveLength(1);
  expect(program).toContain("def looks_linear_first():\n    return lambda shape, dtype=None:");
  expect(program).toContain("def looks_linear():\n    return opposite_pairs");
  expect(toKeras(plainMlp({ depth: 4 }))).not.toContain("opposite_pairs");
});
