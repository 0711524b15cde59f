import { asNet, shapeOf, type SeenNet } from "./as-net.ts";

/** Depth, parameters and channels, all counted anew: what a net says of itself is not asked. */
export default function judge([seen]: readonly unknown[]): boolean | string {
  const net = asNet(seen);
  if (typeof net === "string") return net;
  if (net.nodes[0]?.shape.join() !== "32,32,3" || shapeOf(net) !== "10") return "it is no net for CIFAR-10";
  if (net.parameters > 1.2e6) return `it has ${net.parameters} parameters`;
  const channels = net.nodes.at(-2)?.shape.at(-1) ?? 0;
  if (channels < 64) return `it has ${channels} channels in front of the last layer`;
  return longest(net) >= 100 || `it has ${longest(net)} layers`;
}

/** Layers with weights along the longest way; inputs of a node stand in front of it. */
function longest({ nodes }: SeenNet): number {
  const depths: number[] = [];
  for (const { op, inputs } of nodes) {
    const own = op === "conv" || op === "dense" ? 1 : 0;
    depths.push(own + Math.max(0, ...inputs.map((at) => depths[at] ?? 0)));
  }
  return depths.at(-1) ?? 0;
}
