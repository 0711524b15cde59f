import { declare, parameter } from "../core/declare.ts";
import type { Architecture } from "../models/graph.ts";
import { architectureKind } from "../models/kinds.ts";
import { docLines } from "./net-words.ts";
import { className } from "./python-names.ts";
import { indent, inputVariable, inSections, listSteps, type Step } from "./python-steps.ts";
import { torchInitialization } from "./pytorch-initializers.ts";
import { torchDefinitions, torchExpression, torchModule } from "./pytorch-layers.ts";

export const toPyTorch = declare(
  {
    name: "toPyTorch",
    help: "A net as a PyTorch program: one class whose layers are called as in the graph, and a function that reads the file of `exportParameters`. Given the same parameters it computes the same output. Images go in as [N, C, H, W].",
    parameters: [parameter("architecture", architectureKind)],
    returns: ["string", "Python"],
    example: "sourceCode(toPyTorch(residualMlp({depth: 4})))",
  },
  (architecture) => {
    const steps = listSteps(architecture, "inputs");
    const definitions = torchDefinitions.filter(({ neededBy }) => steps.some(neededBy)).map(({ text }) => text);
    const parts = [...definitions, netClass(architecture, steps), loader];
    return `${header(architecture, steps)}\n\n\n${parts.join("\n\n\n")}\n`;
  },
);

function header(architecture: Architecture, steps: readonly Step[]): string {
  const lines = docLines(architecture, (height, width, channels) => `[N, ${channels}, ${height}, ${width}]`);
  const needsFunctions = steps.some(({ node }) => node.op === "maxPool" || node.op === "subsamplePad");
  const imports = ["import json", "import struct", "", "import torch", "from torch import nn"];
  if (needsFunctions) imports.push("from torch.nn import functional as F");
  return [`"""${lines.join("\n")}`, `"""`, "", ...imports].join("\n");
}

function netClass(architecture: Architecture, steps: readonly Step[]): string {
  const input = inputVariable(architecture, "inputs");
  const modules = inSections(steps, (step) => {
    const module = torchModule(step);
    return module === null ? null : `self.${step.name} = ${module}`;
  });
  const calls = inSections(steps, (step) => `${step.output} = ${torchExpression(step)}`);
  const start = torchInitialization(steps);
  const output = steps.at(-1)?.output ?? input;
  return [
    `class ${className(architecture)}(nn.Module):`,
    "    def __init__(self):",
    ...indent(["super().__init__()", ...modules, ...(start.length > 0 ? ["self.initialize()"] : [])], 2),
    "",
    ...(start.length > 0 ? [...indent(initialize(start), 1), ""] : []),
    `    def forward(self, ${input}):`,
    ...indent([...calls, `return ${output}`], 2),
  ].join("\n");
}

function initialize(lines: readonly string[]): string[] {
  return [
    "def initialize(self):",
    `    """The course's starting weights: the same distributions, other random numbers."""`,
    ...indent(lines, 1),
  ];
}

const loader = `def load_parameters(net, path):
    """Reads parameters and running statistics from a safetensors file (32-bit floats)."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        values = torch.frombuffer(data, dtype=torch.float32, count=(end - start) // 4, offset=start)
        tensors[name] = values.reshape(entry["shape"])
    net.load_state_dict(tensors)
    return net`;
