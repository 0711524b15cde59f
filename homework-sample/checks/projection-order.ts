import { asNet, type SeenNet } from "./as-net.ts";

/** Whether one way to the sum is convolution, ReLU, convolution, ReLU, convolution, the other one convolution, and a ReLU ends it. */
export default function judge([seen]: readonly unknown[]): boolean | string {
  const net = asNet(seen);
  if (typeof net === "string") return net;
  const last = net.nodes.length - 1;
  const sum = net.nodes[last]?.inputs[0] ?? -1;
  if (net.nodes[last]?.op !== "relu" || net.nodes[sum]?.op !== "add") return "it does not end with a ReLU of the sum";
  const ways = (net.nodes[sum]?.inputs ?? [])
    .map((at) => wayTo(net, at))
    .sort((one, other) => one.length - other.length);
  return ways.join(" | ") === "input conv | input conv relu conv relu conv" || `the ways are ${ways.join(" | ")}`;
}

function wayTo({ nodes }: SeenNet, at: number): string {
  const words: string[] = [];
  for (let node = nodes[at]; node !== undefined && words.length <= nodes.length; node = nodes[node.inputs[0] ?? -1])
    words.unshift(node.op);
  return words.join(" ");
}
