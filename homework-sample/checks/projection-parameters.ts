import { asNet, countOf, shapeOf } from "./as-net.ts";

/** The block at maps of 7 × 9: shape, parameters, and a filter of 3 × 3 in the middle. */
export default function judge([seen]: readonly unknown[]): boolean | string {
  const net = asNet(seen);
  if (typeof net === "string") return net;
  if (shapeOf(net) !== "7,9,256") return `it puts out ${shapeOf(net)}`;
  if (countOf(net, ({ op, kernel }) => op === "conv" && kernel === 3) !== 1) return "it has not one 3 × 3 convolution";
  return net.parameters === 135168 || `it has ${net.parameters} parameters`;
}
