import { asNet, shapeOf } from "./as-net.ts";

/** A net for images of 16 × 16 within 60,000 parameters, counted anew, with a guess between chance and 1. */
export default function judge([seen, expected]: readonly unknown[]): boolean | string {
  const net = asNet(seen);
  if (typeof net === "string") return net;
  if (net.nodes[0]?.shape.join() !== "16,16,3" || shapeOf(net) !== "10") return "it takes or gives another shape";
  if (net.parameters > 60000) return `it has ${net.parameters} parameters`;
  return (typeof expected === "number" && expected > 0.1 && expected <= 1) || "the guess is no accuracy";
}
