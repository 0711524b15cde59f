import { declare, parameter } from "../core/declare.ts";
import type { Architecture } from "../models/graph.ts";
import { kerasDefinitions, kerasLoader } from "./keras-definitions.ts";
import { listKerasInitializers, listKerasKernels } from "./keras-initializers.ts";
import { kerasExpression } from "./keras-layers.ts";
import { architectureKind } from "../models/kinds.ts";
import { docLines } from "./net-words.ts";
import { functionName, plainText } from "./python-names.ts";
import { indent, inputVariable, inSections, listSteps, type Step } from "./python-steps.ts";

export const toKeras = declare(
  {
    name: "toKeras",
    help: "A net as a Keras 3 program: a function that builds the model, with the graph's names for its layers, and one that reads the file of `exportParameters`. Given the same parameters it computes the same output. Images go in as [N, H, W, C].",
    parameters: [parameter("architecture", architectureKind)],
    returns: ["string", "Python"],
    example: "sourceCode(toKeras(plainMlp({depth: 4})))",
  },
  (architecture) => {
    const steps = listSteps(architecture, "inputs");
    const definitions = kerasDefinitions.filter(({ neededBy }) => steps.some(neededBy)).map(({ text }) => text);
    const parts = [...initializers(architecture), ...definitions, buildFunction(architecture, steps), kerasLoader];
    return `${header(architecture, steps)}\n\n\n${parts.join("\n\n\n")}\n`;
  },
);

const opsWithOps: readonly string[] = ["subsamplePad", "maxPool", "dropout", "stochasticDepth"];

function header(architecture: Architecture, steps: readonly Step[]): string {
  const lines = docLines(architecture, (height, width, channels) => `[N, ${height}, ${width}, ${channels}]`);
  const modules = steps.some(({ node }) => opsWithOps.includes(node.op)) ? "layers, ops" : "layers";
  const imports = ["import json", "import struct", "", "import keras", "import numpy as np"];
  return [`"""${lines.join("\n")}`, `"""`, "", ...imports, `from keras import ${modules}`].join("\n");
}

function initializers({ nodes }: Architecture): string[] {
  const listed = listKerasInitializers(nodes);
  const functions = listed.map(({ name, body }) => `def ${name}():\n    return ${body}`);
  return [...listKerasKernels(listed), ...functions];
}

function buildFunction(architecture: Architecture, steps: readonly Step[]): string {
  const input = inputVariable(architecture, "inputs");
  const shape = architecture.nodes.find(({ op }) => op === "input")?.shape ?? [];
  const calls = inSections(steps, (step) => `${step.output} = ${kerasExpression(step)}`);
  const size = `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
  return [
    `def ${functionName(architecture)}():`,
    ...indent(
      [
        `inputs = keras.Input(${size}, name="input")`,
        ...(input === "x" ? ["x = inputs"] : []),
        ...calls,
        `return keras.Model(inputs, ${steps.at(-1)?.output ?? "inputs"}, name="${modelName(architecture)}")`,
      ],
      1,
    ),
  ].join("\n");
}

/** Keras takes any text without a slash for the name of a model. */
function modelName({ name }: Architecture): string {
  return plainText(name).replaceAll("/", "-");
}
