import { describe, expect, test } from "vitest";
import { className, functionName, layerNames } from "../../src/export/python-names.ts";
import { toKeras } from "../../src/export/to-keras.ts";
import { toPyTorch } from "../../src/export/to-pytorch.ts";
import type { Architecture, GraphNode } from "../../src/models/graph.ts";
import { plainMlp } from "../../src/models/mlp.ts";
import { plainNet } from "../../src/models/plain-net.ts";

function named(name: string): Architecture {
  return { ...plainMlp({ depth: 4, width: 2 }), name };
}

describe("names in generated programs", () => {
  test("follow the net's own", () => {
    expect(className(named("pre-activation-20"))).toBe("PreActivation20");
    expect(functionName(named("pre-activation-20"))).toBe("pre_activation_20");
    expect(className(named("custom net"))).toBe("CustomNet");
    expect(functionName(named("ResNet (B)"))).toBe("resnet_b_net");
  });

  test("are names whatever the net is called", () => {
    for (const name of ["", "20", "F(x) + x", "класс", "None", "_", "nn", "class", "StochasticDepth", "1-2"]) {
      expect(className(named(name))).toMatch(/^(?=[A-Z])[A-Za-z0-9]*(?:\d|Net)$/);
      expect(functionName(named(name))).toMatch(/^(?=[a-z])[a-z0-9_]*(?:\d|_net)$/);
    }
  });

  test("of layers are the graph's, unique, and never words of Python", () => {
    const nodes = ["conv1", "max-pool1", "max_pool1", "forward", "for", "1x1", "é"].map(
      (name) => ({ name }) as GraphNode,
    );
    expect(layerNames(nodes)).toEqual([
      "conv1",
      "max_pool1",
      "max_pool1_2",
      "forward_layer",
      "for_layer",
      "layer_1x1",
      "__layer",
    ]);
  });

  test("cannot end the program's text, nor begin another line", () => {
    const hostile = named('x"""\nimport os\\\u2028"');
    for (const program of [toPyTorch(hostile), toKeras(hostile)]) {
      expect(program).not.toMatch(/^import os/m);
      expect(program.split('"""\n')[0]?.slice(3)).not.toContain('"');
    }
  });
});

test("a program says of the net how deep it is, how many parameters it has, and what goes in and out", () => {
  const [first, , second] = toPyTorch(plainNet({ depth: 20 })).split("\n");
  expect(first).toBe('"""plain-20: 20 layers, 269,722 parameters.');
  expect(second).toBe("In: [N, 3, 32, 32]. Out: [N, 10], without a softmax.");
  expect(toKeras(plainNet({ depth: 20 }))).toContain("In: [N, 32, 32, 3].");
});
