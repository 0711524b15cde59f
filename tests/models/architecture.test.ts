import { describe, expect, it } from "vitest";
import { architecture } from "../../src/models/architecture.ts";
import { basicBlock } from "../../src/models/blocks.ts";
import { add, scale } from "../../src/models/joins.ts";
import { batchNorm, conv, dense, input } from "../../src/models/layers.ts";
import { relu } from "../../src/models/nonlinearities.ts";
import { globalAveragePool, subsamplePad } from "../../src/models/pooling.ts";
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
    const projection = batchNorm(conv(x, { filters: 4, kernelSize: 1, stride: 2 }));
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

  it("counts weighted layers along the longest path, and refuses another depth", () => {
    const x = input([8, 8, 2]);
    const branch = conv(relu(conv(x, { filters: 4 })), { filters: 4 });
    const sum = add(branch, conv(x, { filters: 4, kernelSize: 1 }));
    const logits = dense(globalAveragePool(sum), { units: 3 });
    expect(architecture(logits).depth).toBe(3);
    expect(architecture(logits, { depth: 3, name: "mine", family: "residual" })).toMatchObject({
      depth: 3,
      name: "mine",
      family: "residual",
    });
    expect(() => architecture(logits, { depth: 7 })).toThrow(
      "architecture: depth is 7, but the longest path has 3 weighted layers. Leave depth out: it is counted.",
    );
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
    return relu(scale(add(conv(relu(conv(x, { filters, stride })), { filters }), entry), 0.5));
  }

  it("builds a net that survives cloning and JSON", () => {
    const net = stagedNet({ depth: 8, width: 4, inputShape: [16, 16, 3], block: halvedBlock, name: "halved" });
    expect(structuredClone(net)).toEqual(net);
    expect(JSON.parse(JSON.stringify(net))).toEqual(net);
    expect(net.name).toBe("halved");
    expect(net.nodes.filter(({ op }) => op === "scale")).toHaveLength(3);
    const blocks = net.nodes.flatMap(({ block }) => (block ? [`${block.stage}.${block.index}`] : []));
    expect(blocks).toEqual(["0.0", "1.1", "2.1", "3.1"]);
    // stem 108 + 8, stage 1: 2·144, stage 2: 2·288 + 576, stage 3: 2·1152 + 2304, dense 170
    expect(countParameters(net)).toBe(116 + 288 + 1152 + 4608 + 170);
  });

  it("is refused where it returns no tensor or another shape, with its place", () => {
    const nothing = (() => undefined) as never;
    expect(() => stagedNet({ depth: 8, block: nothing })).toThrow(
      "stagedNet: what block 1.1 returns must be a symbolic tensor, got undefined",
    );
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
      inputShape: [16, 16, 3],
      block: (x, { filters, stride, number }) => {
        const start = number === 1 ? x : relu(batchNorm(x));
        const residual = conv(relu(batchNorm(conv(start, { filters, stride }))), { filters });
        return add(residual, stride === 1 ? x : subsamplePad(x, { stride, channels: filters }));
      },
      ending: (x) => relu(batchNorm(x)),
    });
    const own = preActivationNet({ depth: 14, width: 4, inputShape: [16, 16, 3] });
    expect(net.nodes).toEqual(own.nodes);
  });

  it("can be a bottleneck of three layers that puts out more channels than its stage has filters", () => {
    const block = (x: SymbolicTensor, { filters, stride }: { filters: number; stride: number }): SymbolicTensor => {
      const middle = relu(conv(relu(conv(x, { filters, kernelSize: 1, stride })), { filters }));
      return relu(
        add(conv(middle, { filters: 4 * filters, kernelSize: 1 }), conv(x, { filters: 4 * filters, stride })),
      );
    };
    const net = stagedNet({ depth: 11, width: 2, inputShape: [16, 16, 3], layersPerBlock: 3, expansion: 4, block });
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

describe("a net of the learner's own blocks is checked as a graph", () => {
  const small = { depth: 8, width: 4, inputShape: [16, 16, 3] };
  const plain = (x: SymbolicTensor, { filters, stride }: { filters: number; stride: number }): SymbolicTensor =>
    relu(conv(relu(conv(x, { filters, stride })), { filters }));

  it("a block that does not use its input is refused", () => {
    expect(() => stagedNet({ ...small, block: (x, call) => plain(input(x.shape), call) })).toThrow(
      "stagedNet: block 1.1 uses a tensor that starts from another input(…). Compute what it returns from its own x alone.",
    );
    const remembered: SymbolicTensor[] = [];
    const forgetful = (x: SymbolicTensor, call: { filters: number; stride: number }): SymbolicTensor => {
      remembered.push(x);
      return plain(remembered[0] as SymbolicTensor, call);
    };
    expect(() => stagedNet({ ...small, depth: 14, block: forgetful })).toThrow(
      "stagedNet: block 1.2 does not use its input x",
    );
  });

  it("nothing of another net gets in, by a block or by the ending", () => {
    const foreign = conv(input([16, 16, 3]), { filters: 4 });
    expect(() =>
      stagedNet({ ...small, block: (x, call) => (call.stage === 1 ? add(plain(x, call), foreign) : plain(x, call)) }),
    ).toThrow("block 1.1 uses a tensor that starts from another input(…)");
    expect(() => stagedNet({ ...small, block: plain, ending: () => foreign })).toThrow("ending uses a tensor");
    expect(() => stagedNet({ ...small, block: plain, ending: () => 3 as never })).toThrow(
      "what ending returns must be",
    );
  });

  it("what stands earlier in the same net may be used, as in densely connected nets", () => {
    const earlier: SymbolicTensor[] = [];
    const net = stagedNet({
      ...small,
      depth: 14,
      block: (x, call) => {
        if (call.index === 1) earlier.push(plain(x, call));
        const first = earlier.at(-1) as SymbolicTensor;
        return call.index === 1 ? first : add(plain(x, call), first);
      },
    });
    expect(net.nodes.filter(({ op }) => op === "add")).toHaveLength(3);
  });

  it("the depth that it is called by is the depth that was built", () => {
    const one = (x: SymbolicTensor, call: { filters: number; stride: number }): SymbolicTensor => relu(conv(x, call));
    const single = ({ filters, stride }: { filters: number; stride: number }) => ({ filters, stride });
    expect(() => stagedNet({ ...small, block: (x, call) => one(x, single(call)) })).toThrow(
      "stagedNet: depth is 8, but what was built has 5 weighted layers. Each block has 1: write layersPerBlock: 1, with depth: 5.",
    );
    expect(stagedNet({ ...small, depth: 5, layersPerBlock: 1, block: (x, call) => one(x, single(call)) }).depth).toBe(
      5,
    );
  });

  it("a misspelt option of a block is refused, and a call is handed on whole", () => {
    expect(() =>
      stagedNet({ ...small, block: (x, call) => basicBlock(x, { ...call, shortcutt: "B" } as never) }),
    ).toThrow("basicBlock: unknown option 'shortcutt'. Did you mean 'shortcut'?");
    expect(stagedNet({ ...small, block: (x, call) => basicBlock(x, call) }).nodes).toEqual(
      residualNet({ ...small }).nodes,
    );
  });
});
