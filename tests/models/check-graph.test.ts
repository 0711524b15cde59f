import { describe, expect, it } from "vitest";
import { deletableBlocks } from "../../src/models/block-surgery.ts";
import { checkGraph } from "../../src/models/check-graph.ts";
import type { Architecture, GraphNode } from "../../src/models/graph.ts";
import { alexNet } from "../../src/models/alex-net.ts";
import { functionFitter } from "../../src/models/function-fitter.ts";
import { highwayNet } from "../../src/models/highway-net.ts";
import { input } from "../../src/models/layers.ts";
import { residualMlp } from "../../src/models/mlp.ts";
import { preActivationNet } from "../../src/models/pre-activation-net.ts";
import { resNeXt } from "../../src/models/res-next.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { countParameters, summarize } from "../../src/models/summary.ts";
import { vggNet } from "../../src/models/vgg.ts";

const small = { width: 4, inputShape: [8, 8, 3] };

/** A small net as a reader could have typed it, one node changed. */
function changed(name: string, change: Readonly<Record<string, unknown>>): Architecture {
  const net = structuredClone(residualNet({ depth: 8, ...small }));
  return {
    ...net,
    nodes: net.nodes.map((node) => (node.name === name ? ({ ...node, ...change } as GraphNode) : node)),
  };
}

describe("a net that comes as plain data", () => {
  it("is in order if a function of the course built it", () => {
    const nets = [
      residualNet({ depth: 20, shortcut: "B", connection: "exclusive-gating" }),
      preActivationNet({ depth: 11, block: "bottleneck", survival: 0.5, ...small }),
      resNeXt({ depth: 11, cardinality: 2, form: "early-concatenation", ...small }),
      highwayNet({ depth: 8, ...small }),
      residualMlp({ depth: 6, connection: "dropout", initializer: "looks-linear" }),
      functionFitter({ blocks: 3 }),
      alexNet(),
      vggNet({ depth: 16 }),
    ];
    for (const net of nets) expect(() => checkGraph("test", structuredClone(net))).not.toThrow();
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ["an unknown op", "conv1", { op: "conw" }, "node 'conv1' has an unknown op \"conw\". Did you mean 'conv'?"],
    ["no op", "conv1", { op: undefined }, "node 'conv1' has an unknown op undefined"],
    ["a later input", "bn1", { inputs: [9] }, "node 'bn1' must have inputs that stand before it, got [9]"],
    ["no inputs", "bn1", { inputs: undefined }, "node 'bn1' must have inputs that stand before it, got undefined"],
    ["too few inputs", "add1", { inputs: [3] }, "node 'add1' (add) takes 2 or more inputs, got 1"],
    ["too many inputs", "relu1", { inputs: [1, 2] }, "node 'relu1' (relu) takes 1 inputs, got 2"],
    [
      "another shape",
      "conv2",
      { shape: [8, 8, 5] },
      "node 'conv2' (conv) puts out 8 × 8 × 4, but its shape says 8 × 8 × 5",
    ],
    ["no shape", "conv2", { shape: 4 }, "node 'conv2' needs a shape, got 4"],
    ["no filters", "conv1", { filters: undefined }, "node 'conv1' cannot be. conv: the option filters is missing"],
    ["a wrong field", "bn1", { momentum: 3 }, "node 'bn1' cannot be. batchNorm: momentum must be a number from 0 to 1"],
    ["a name that is taken", "conv2", { name: "conv1" }, "two nodes are called 'conv1'"],
    ["no name", "conv2", { name: 2 }, "nodes[4] needs a name, got 2"],
  ])("is refused for %s", (_what, name, change, message) => {
    expect(() => summarize(changed(name, change))).toThrow(`summarize: ${message}`);
  });

  it("is refused where it is no list of nodes that hang together", () => {
    const net = residualNet({ depth: 8, ...small });
    const [first, ...others] = net.nodes;
    const misuse = (nodes: unknown, more = {}): (() => unknown) => {
      return () => countParameters({ ...net, nodes, ...more } as Architecture);
    };
    expect(misuse([])).toThrow("countParameters: the architecture has no nodes");
    expect(misuse([3])).toThrow("nodes[0] must be an object, got 3");
    expect(misuse([first, first && { ...first, name: "second" }])).toThrow(
      "must begin with its one input, got 2 inputs",
    );
    const idle = { op: "relu", name: "idle", inputs: [0], shape: first?.shape };
    const shifted = others.map((node) => ({ ...node, inputs: node.inputs.map((at) => (at === 0 ? 0 : at + 1)) }));
    expect(misuse([first, idle, ...shifted])).toThrow("node 'idle' of residual-8 is used by nothing");
    expect(misuse(net.nodes, { family: "plane" })).toThrow("the architecture's family must be one of plain, residual");
    expect(misuse(net.nodes, { name: 3 })).toThrow("the architecture's name must be a text, got 3");
    expect(() => countParameters({ nodes: [{ op: "conw" }] } as never)).toThrow("countParameters: ");
    expect(() => countParameters(input([2]) as never)).toThrow("got a symbolic tensor. Wrap it: architecture(tensor).");
  });

  it("is looked at once, however often it is used", () => {
    const net = structuredClone(residualNet({ depth: 8, ...small }));
    deletableBlocks(net);
    Object.assign(net.nodes[0] as object, { op: "inputt" });
    expect(() => deletableBlocks(net)).not.toThrow();
  });
});
