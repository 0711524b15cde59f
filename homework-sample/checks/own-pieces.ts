import { asNet, countOf } from "./as-net.ts";

/** Nets of the course's own mark their blocks; one that is put together by hand, as the exercise asks, has three unmarked sums. */
export default function judge([seen]: readonly unknown[]): boolean | string {
  const net = asNet(seen);
  if (typeof net === "string") return net;
  if (countOf(net, ({ block }) => block !== undefined) > 0) return "it is a net of the course's own";
  const sums = net.nodes.filter(({ op }) => op === "add");
  const isClean = sums.every(({ inputs }) => inputs.some((at) => net.nodes[at]?.op === "conv"));
  return (sums.length === 3 && isClean) || "a branch does not end with its convolution";
}
