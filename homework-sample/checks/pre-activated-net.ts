import { countParameters } from "../../src/models/summary.ts";
import { preActivationNet } from "../../src/models/pre-activation-net.ts";
import { asNet, type SeenNode } from "./as-net.ts";

const wanted = preActivationNet({ depth: 8, width: 8, inputShape: [16, 16, 3] });

/** Whether it has the operations of the course's net, from the same inputs, and as many parameters. */
export default function judge([seen]: readonly unknown[]): boolean | string {
  const net = asNet(seen);
  if (typeof net === "string") return net;
  if (net.parameters !== countParameters(wanted)) return `it has ${net.parameters} parameters`;
  return lastOf(net.nodes) === lastOf(wanted.nodes) || "its operations are others, or come from others";
}

/** The last node with all that it hangs on; the order in which a sum adds does not count. */
function lastOf(nodes: readonly SeenNode[]): string {
  const words: string[] = [];
  for (const { op, shape, inputs } of nodes) {
    const from = inputs.map((at) => words[at] ?? "nothing").sort();
    words.push(`${op} ${shape.join("×")} (${from.join(", ")})`);
  }
  return words.at(-1) ?? "";
}
