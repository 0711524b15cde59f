import type { Wiring } from "../models/wiring.ts";

const shortcutLines: Readonly<Record<Wiring["shortcut"], readonly string[]>> = {
  none: [],
  identity: [
    "  // A stage's first block changes the shape: there x is padded.",
    "  const stays = stride === 1 && x.shape.at(-1) === filters;",
    "  const shortcut = stays ? x : subsamplePad(x, { stride, channels: filters });",
  ],
  padding: ["  const shortcut = subsamplePad(x, { stride, channels: filters });"],
  projection: ["  const shortcut = batchNorm(conv(x, { filters, kernelSize: 1, stride }));"],
};

/** The block as a function that a cell can hand to stagedNet. */
export function blockCode({ shortcut, relu }: Wiring): string {
  const branch = "batchNorm(conv(hidden, { filters }))";
  const [F, sum] = [relu === "before" ? `relu(${branch})` : branch, shortcut === "none" ? "F" : "add(F, shortcut)"];
  return [
    "function block(x, { filters, stride }) {",
    "  const hidden = relu(batchNorm(conv(x, { filters, stride })));",
    `  const F = ${F};`,
    ...shortcutLines[shortcut],
    `  return ${relu === "after" ? `relu(${sum})` : sum};`,
    "}",
  ].join("\n");
}
