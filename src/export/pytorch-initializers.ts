import type { GraphNode, Initializer } from "../models/graph.ts";
import { indent, tupleText, type Step } from "./python-steps.ts";

/** Layers that start in the same way: one loop of the generated program. */
interface Group {
  readonly lines: readonly string[];
  readonly names: string[];
}

/** Lines of a method that draws starting weights from the distributions that the architecture asks for. */
export function torchInitialization(steps: readonly Step[]): string[] {
  return [
    ...loops(steps, "conv", "nn.Conv2d"),
    ...loops(steps, "dense", "nn.Linear"),
    ...loops(steps, "batchNorm", "(nn.BatchNorm1d, nn.BatchNorm2d)"),
  ];
}

function loops(steps: readonly Step[], op: GraphNode["op"], types: string): string[] {
  const groups = new Map<string, Group>();
  for (const { node, name } of steps) {
    if (node.op !== op) continue;
    const lines = startOf(node);
    const group = groups.get(lines.join("\n")) ?? { lines, names: [] };
    group.names.push(`self.${name}`);
    groups.set(lines.join("\n"), group);
  }
  const isUniform = groups.size === 1;
  return [...groups.values()].flatMap(({ lines, names }) => {
    if (lines.length === 0) return [];
    if (!isUniform) return [`for layer in ${tupleText(names, 2)}:`, ...indent(lines, 1)];
    return ["for layer in self.modules():", `    if isinstance(layer, ${types}):`, ...indent(lines, 2)];
  });
}

/** Nothing for γ = 1 and β = 0, which PyTorch starts from as well. */
function startOf(node: GraphNode): string[] {
  if (node.op === "batchNorm") {
    return node.initialGamma === 1 ? [] : [`nn.init.constant_(layer.weight, ${node.initialGamma})`];
  }
  if (node.op !== "conv" && node.op !== "dense") return [];
  const kernel = kernelStart(node.initializer, node.op);
  return node.bias ? [kernel, `nn.init.constant_(layer.bias, ${node.initialBias ?? 0})`] : [kernel];
}

function kernelStart(initializer: Initializer, op: "conv" | "dense"): string {
  switch (initializer.kind) {
    case "he-normal":
      return `nn.init.kaiming_normal_(layer.weight, mode="fan_${initializer.fan}", nonlinearity="relu")`;
    case "xavier-normal":
      return "nn.init.xavier_normal_(layer.weight)";
    case "xavier-uniform":
      return "nn.init.xavier_uniform_(layer.weight)";
    case "fan-in-uniform":
      return "nn.init.kaiming_uniform_(layer.weight, a=5**0.5)  # U(±1/√fan-in)";
    case "normal":
      return `nn.init.normal_(layer.weight, std=${initializer.deviation})`;
    case "orthogonal":
      return `nn.init.orthogonal_(layer.weight, gain=${initializer.gain})`;
    case "looks-linear":
      return looksLinearStart(initializer.paired);
    case "identity":
      return op === "conv" ? "nn.init.dirac_(layer.weight)" : "nn.init.eye_(layer.weight)";
    case "zeros":
      return "nn.init.zeros_(layer.weight)";
  }
}

/** Units in opposite pairs: [[A, −A], [−A, A]] behind such units, [A; −A] behind others. */
function looksLinearStart(paired: boolean): string {
  const signs = paired ? "[[1.0, -1.0], [-1.0, 1.0]]" : "[[1.0], [-1.0]]";
  const half = `torch.empty(layer.out_features // 2, layer.in_features${paired ? " // 2" : ""})`;
  return `layer.weight.data.copy_(torch.kron(torch.tensor(${signs}), nn.init.orthogonal_(${half})))`;
}
