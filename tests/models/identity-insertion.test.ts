import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { bottleneckNet } from "../../src/models/bottleneck-net.ts";
import { functionFitter } from "../../src/models/function-fitter.ts";
import type { Architecture } from "../../src/models/graph.ts";
import { highwayNet } from "../../src/models/highway-net.ts";
import { insertIdentityLayers } from "../../src/models/identity-insertion.ts";
import { plainMlp, residualMlp } from "../../src/models/mlp.ts";
import type { ParameterEntry } from "../../src/models/parameter-record.ts";
import { initialParameters, listParameters } from "../../src/models/parameters.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { preActivationNet } from "../../src/models/pre-activation-net.ts";
import { resNeXt } from "../../src/models/res-next.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { forward } from "./reference-forward.ts";

/** Parameters as after training: no γ, β, mean or variance is at its start. */
function perturbed(net: Architecture): Record<string, ParameterEntry> {
  const random = new Random(2, "perturbed");
  const entries = Object.entries(initialParameters(net, { seed: 1 })).map(([name, { shape, values }]) => {
    return [name, { shape, values: values.map((value) => value * random.uniform(0.5, 1.5) + random.uniform(0, 0.1)) }];
  });
  return Object.fromEntries(entries) as Record<string, ParameterEntry>;
}

const nets = {
  plainNet: plainNet({ depth: 8, width: 2, inputShape: [8, 8, 3] }),
  "plainNet without batch normalisation": plainNet({ depth: 8, width: 2, inputShape: [8, 8, 3], batchNorm: false }),
  residualNet: residualNet({ depth: 8, width: 2, inputShape: [8, 8, 3], shortcut: "B" }),
  plainMlp: plainMlp({ depth: 4, width: 8 }),
  "plainMlp without batch normalisation": plainMlp({ depth: 4, width: 8, batchNorm: false }),
  "linear plainMlp": plainMlp({ depth: 6, width: 8, activation: "linear" }),
  residualMlp: residualMlp({ depth: 4, width: 8 }),
  bottleneckNet: bottleneckNet({ depth: 11, width: 2, inputShape: [8, 8, 3] }),
  "preActivationNet, whose blocks end in a sum": preActivationNet({ depth: 8, width: 2, inputShape: [8, 8, 3] }),
  resNeXt: resNeXt({ depth: 11, width: 2, cardinality: 2, inputShape: [8, 8, 3] }),
  highwayNet: highwayNet({ depth: 8, width: 2, inputShape: [8, 8, 3] }),
  "residualNet with gates": residualNet({ depth: 8, width: 2, inputShape: [8, 8, 3], connection: "exclusive-gating" }),
  "residualNet with dropped branches": residualNet({
    depth: 8,
    width: 2,
    inputShape: [8, 8, 3],
    survival: 0.5,
    dropout: 0.1,
  }),
  "functionFitter, whose output is signed": functionFitter({ inputShape: [4], hidden: 8 }),
};

describe("insertIdentityLayers", () => {
  it.each(Object.entries(nets))("keeps the function of %s", (_, net) => {
    const trained = perturbed(net);
    const deeper = insertIdentityLayers(net, trained, { blocks: 3 });
    expect(deeper.architecture.depth).toBe(net.depth + 6);
    expect(Object.keys(deeper.parameters)).toEqual(
      expect.arrayContaining(listParameters(deeper.architecture).map(({ name }) => name)),
    );
    const random = new Random(1, "examples");
    const example = Array.from({ length: sizeOf(net.nodes[0]?.shape ?? []) }, () => random.normal());
    const expected = forward(net, trained, example);
    expect(expected.some((value) => Math.abs(value) > 0.01)).toBe(true);
    const output = forward(deeper.architecture, deeper.parameters, example);
    output.forEach((value, at) => expect(Math.abs(value - (expected[at] ?? NaN))).toBeLessThan(1e-5));
  });

  it("puts Dirac kernels and γ = √(1 + ε) behind the last block, in its shape", () => {
    const net = plainNet({ depth: 8, width: 2, inputShape: [8, 8, 3] });
    const { architecture, parameters } = insertIdentityLayers(net, initialParameters(net, { seed: 1 }), { blocks: 12 });
    expect(architecture.depth).toBe(32);
    const inserted = architecture.nodes.filter(({ name }) => name.startsWith("identity"));
    expect(inserted).toHaveLength(12 * 6);
    expect(inserted.every(({ shape }) => shape.join() === "2,2,8")).toBe(true);
    expect(inserted.slice(0, 6).map(({ name }) => name)).toEqual([
      ...["identityConv1", "identityBn1", "identityRelu1", "identityConv2", "identityBn2", "identityRelu2"],
    ]);
    expect(parameters["identityBn24/gamma"]?.values[0]).toBe(Math.fround(Math.sqrt(1 + 1e-5)));
    const blocks = architecture.nodes.flatMap(({ block }) => (block ? [block] : []));
    expect(blocks).toHaveLength(4 + 12);
    expect(blocks.at(-1)).toEqual({ stage: 3, index: 13 });
    architecture.nodes.forEach(({ inputs }, at) => inputs.forEach((from) => expect(from).toBeLessThan(at)));
    expect(structuredClone(architecture)).toEqual(architecture);
  });

  it("can be applied again, and keeps names apart", () => {
    const net = plainMlp({ depth: 4, width: 4 });
    const once = insertIdentityLayers(net, initialParameters(net, { seed: 1 }), { blocks: 2 });
    const twice = insertIdentityLayers(once.architecture, once.parameters, { blocks: 1 });
    const names = twice.architecture.nodes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(twice.architecture.depth).toBe(10);
    const example = [0.3, -0.7];
    const expected = forward(net, initialParameters(net, { seed: 1 }), example);
    forward(twice.architecture, twice.parameters, example).forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] ?? NaN, 5);
    });
  });

  it("leaves the net as it is for 0 blocks", () => {
    const net = plainMlp({ depth: 4, width: 4 });
    const parameters = initialParameters(net, { seed: 1 });
    expect(insertIdentityLayers(net, parameters, { blocks: 0 })).toEqual({ architecture: net, parameters });
  });

  it("refuses activations that no layer can undo, and parameters of another net", () => {
    const sigmoid = plainMlp({ depth: 4, activation: "sigmoid" });
    expect(() => insertIdentityLayers(sigmoid, initialParameters(sigmoid, { seed: 1 }), { blocks: 1 })).toThrow(
      "end in sigmoid",
    );
    const net = plainMlp({ depth: 4, width: 4 });
    expect(() => insertIdentityLayers(net, {}, { blocks: 1 })).toThrow(
      "plain-4 needs dense1/kernel of shape 2 × 4, but it is missing",
    );
    const wider = initialParameters(plainMlp({ depth: 4, width: 5 }), { seed: 1 });
    expect(() => insertIdentityLayers(net, wider, { blocks: 1 })).toThrow("but its shape is 2 × 5");
    expect(() => insertIdentityLayers(net, initialParameters(net, { seed: 1 }), { blocks: -1 })).toThrow(
      "blocks must be an integer",
    );
  });
});
