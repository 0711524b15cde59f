import { describe, expect, it } from "vitest";
import { architecture } from "../../src/models/architecture.ts";
import { basicBlock } from "../../src/models/blocks.ts";
import {
  add,
  batchNorm,
  conv,
  dense,
  globalAveragePool,
  input,
  relu,
  scale,
  subsamplePad,
} from "../../src/models/layers.ts";
import { listParameters } from "../../src/models/parameters.ts";
import { preActivationNet } from "../../src/models/pre-activation-net.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { stagedNet } from "../../src/models/staged-net.ts";
import { countParameters } from "../../src/models/summary.ts";
import { labelBlock, type SymbolicTensor } from "../../src/models/symbolic.ts";

describe("architecture", () => {
  it("lists inputs before uses, and the branch before the shortcut", () => {
    const x = relu(input([8, 8, 2]));
    const residual = batchNorm(conv(x, { filters: 4, stride: 2 }));
    const projection = batchNorm(conv(x, { filters: 4, kernel: 1, stride: 2 }));
    const net = architecture(relu(add(residual, projection)));
    expect(net.nodes.map(({ name, inputs }) => `${name} ${inputs.join(",")}`.trim())).toEqual([
      ...["input", "relu1 0", "conv1 1", "bn1 2", "conv2 1", "bn2 4", "add1 3,5", "relu2 6"],
    ]);
    expect(listParameters(net).map(({ name }) => name)).toEqual([
      "conv1/kernel",
      ...["gamma", "beta", "mean", "variance"].map((role) => `bn1/${role}`),
      "conv2/kernel",
      ...["gamma", "beta", "mean", "variance"].map((role) => `bn2/${role}`),
    ]);
  });

  it("lists a shared tensor once, also where one of its uses carries the label", () => {
    const x = relu(input([4]));
    const labelled = labelBlock(x, { stage: 0, index: 0 });
    const net = architecture(add(x, labelled, scale(labelled, 2)));
    expect(net.nodes.map(({ name }) => name)).toEqual(["input", "relu1", "scale1", "add1"]);
    expect(net.nodes[1]?.block).toEqual({ stage: 0, index: 0 });
    expect(net.nodes.at(-1)?.inputs).toEqual([1, 1, 2]);
  });

  it("refuses two labels for one tensor", () => {
    const x = relu(input([4]));
    const twice = add(labelBlock(x, { stage: 1, index: 1 }), labelBlock(x, { stage: 1, index: 2 }));
    expect(() => architecture(twice)).toThrow("one tensor is labelled as block 1.1 and as block 1.2");
  });

  it("refuses a net with two inputs", () => {
    expect(() => architecture(add(input([4]), input([4])))).toThrow("a net needs exactly one input, got 2");
  });

  it("counts weighted layers along the longest path unless told", () => {
    const x = input([8, 8, 2]);
    const branch = conv(relu(conv(x, { filters: 4 })), { filters: 4 });
    const sum = add(branch, conv(x, { filters: 4, kernel: 1 }));
    const logits = dense(globalAveragePool(sum), { units: 3 });
    expect(architecture(logits).depth).toBe(3);
    expect(architecture(logits, { depth: 7, name: "mine", family: "residual" })).toMatchObject({
      depth: 7,
      name: "mine",
      family: "residual",
    });
  });

  it("survives a chain too long for the call stack", () => {
    let x: SymbolicTensor = input([1]);
    for (let i = 0; i < 50_000; i++) x = relu(x);
    expect(architecture(x).nodes).toHaveLength(50_001);
  });
});

describe("a block of the learner's own", () => {
  /** Two convolutions whose sum with x is halved; where the shape changes, a third convolution brings x to the new one. */
  function halvedBlock(x: SymbolicTensor, { filters, stride }: { filters: number; stride: number }): SymbolicTensor {
    const entry = stride === 1 ? x : conv(x, { filters, stride });
    return relu(scale(add(conv(relu(conv(entry, { filters })), { filters }), entry), 0.5));
  }

  it("builds a net that survives cloning and JSON", () => {
    const net = stagedNet({ depth: 8, width: 4, input: [16, 16, 3], block: halvedBlock, name: "halved" });
    expect(structuredClone(net)).toEqual(net);
    expect(JSON.parse(JSON.stringify(net))).toEqual(net);
    expect(net.name).toBe("halved");
    expect(net.nodes.filter(({ op }) => op === "scale")).toHaveLength(3);
    const blocks = net.nodes.flatMap(({ block }) => (block ? [`${block.stage}.${block.index}`] : []));
    expect(blocks).toEqual(["0.0", "1.1", "2.1", "3.1"]);
    // stem 108 + 8, stage 1: 2·144, stage 2: 288 + 2·576, stage 3: 1152 + 2·2304, dense 170
    expect(countParameters(net)).toBe(116 + 288 + 1440 + 5760 + 170);
  });

  it("is refused where it returns no tensor or another shape, with its place", () => {
    const nothing = (() => undefined) as never;
    expect(() => stagedNet({ depth: 8, block: nothing })).toThrow("stagedNet, block 1.1: expected a symbolic tensor");
    const sameSize = (x: SymbolicTensor, { filters }: { filters: number }): SymbolicTensor => conv(x, { filters });
    expect(() => stagedNet({ depth: 8, block: sameSize })).toThrow(
      "stagedNet: block 2.1 must turn 32 × 32 × 16 into 16 × 16 × 32, got 32 × 32 × 32. Give filters and stride",
    );
    expect(() => stagedNet({ depth: 8, block: 3 as never })).toThrow("block must be a function, got 3");
  });

  it("can be a pre-activation block, with what stands behind the last one", () => {
    const net = stagedNet({
      depth: 14,
      width: 4,
      input: [16, 16, 3],
      block: (x, { filters, stride, number }) => {
        const start = number === 1 ? x : relu(batchNorm(x));
        const residual = conv(relu(batchNorm(conv(start, { filters, stride }))), { filters });
        return add(residual, stride === 1 ? x : subsamplePad(x, { stride, channels: filters }));
      },
      ending: (x) => relu(batchNorm(x)),
    });
    const own = preActivationNet({ depth: 14, width: 4, input: [16, 16, 3] });
    expect(net.nodes).toEqual(own.nodes);
  });

  it("can be a bottleneck of three layers that puts out more channels than its stage has filters", () => {
    const block = (x: SymbolicTensor, { filters, stride }: { filters: number; stride: number }): SymbolicTensor => {
      const middle = relu(conv(relu(conv(x, { filters, kernel: 1, stride })), { filters }));
      return relu(add(conv(middle, { filters: 4 * filters, kernel: 1 }), conv(x, { filters: 4 * filters, stride })));
    };
    const net = stagedNet({ depth: 11, width: 2, input: [16, 16, 3], layersPerBlock: 3, expansion: 4, block });
    expect(net.nodes.flatMap(({ block: label, shape }) => (label ? [shape.join("×")] : []))).toEqual([
      ...["16×16×2", "16×16×8", "8×8×16", "4×4×32"],
    ]);
    expect(() => stagedNet({ depth: 11, width: 2, layersPerBlock: 3, block })).toThrow(
      "stagedNet: block 1.1 must turn 32 × 32 × 2 into 32 × 32 × 2, got 32 × 32 × 8",
    );
    expect(() => stagedNet({ depth: 12, layersPerBlock: 3, block })).toThrow("depth must be 9n + 2 (11, 20, 29, …)");
    expect(() => stagedNet({ depth: 8, block, ending: 3 as never })).toThrow("ending must be a function, got 3");
  });

  it("can be a gate or a block of the course with another option", () => {
    const net = stagedNet({
      depth: 8,
      width: 4,
      block: (x, call) => basicBlock(x, { ...call, connection: "shortcut-only-gating" }),
    });
    expect(net.nodes).toEqual(residualNet({ depth: 8, width: 4, connection: "shortcut-only-gating" }).nodes);
  });
});
