import { declare, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { list } from "../core/kinds.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { blockKind, findBlock, formatBlock, listBlocks, type FoundBlock } from "./find-blocks.ts";
import type { Architecture, BlockLabel } from "./graph.ts";
import { architectureKind } from "./kinds.ts";
import { relink } from "./relink.ts";
import { dependenciesBehind, findAdditions, type ResidualAddition } from "./residual-additions.ts";

const net = parameter("architecture", architectureKind);

export const deleteBlock = declare(
  {
    name: "deleteBlock",
    help: "The net without a block. Of a residual block the branch goes and the shortcut stays, its projection included; a block without a shortcut goes as a whole. What stays keeps its parameters' names.",
    parameters: [net, parameter("block", blockKind, "Which block: {stage, index}, as deletableBlocks lists them.")],
    returns: ["Architecture"],
    refuses: "there is no such block, or it has no shortcut and changes the shape",
    source: "Veit et al. 2016 (1605.06431), sec. 4.1",
    example: "deleteBlock(residualNet({depth: 14}), {stage: 2, index: 1}).name",
  },
  (architecture, block) => withoutBlocks(architecture, [block]),
);

export const deleteBlocks = declare(
  {
    name: "deleteBlocks",
    help: "As `deleteBlock`, for several blocks at once.",
    parameters: [net, parameter("blocks", list(blockKind))],
    returns: ["Architecture"],
    refuses: "there is no such block, or one has no shortcut and changes the shape",
    source: "Veit et al. 2016 (1605.06431), sec. 4.2",
    example:
      "{ const net = residualNet({depth: 14}); return deleteBlocks(net, randomDeletions(net, {count: 2})[0]).name; }",
  },
  withoutBlocks,
);

function withoutBlocks(architecture: Architecture, blocks: readonly BlockLabel[]): Architecture {
  const found = blocks.map((block) => findBlock("deleteBlock", architecture, block));
  const additions = findAdditions(architecture);
  const replaced = new Map(
    found.map((block) => replacementOf(architecture, additions, block) ?? refuseDeletion(architecture, block)),
  );
  const resolve = (at: number): number => {
    let place = at;
    for (let next = replaced.get(place); next !== undefined; next = replaced.get(place)) place = next;
    return place;
  };
  const { name, nodes } = architecture;
  return relink(architecture, {
    name: found.length === 0 ? name : `${name} without ${found.map(({ label }) => formatBlock(label)).join(", ")}`,
    links: (at) => nodes[at]?.inputs.map(resolve) ?? [],
    output: resolve(nodes.length - 1),
  });
}

export const deletableBlocks = declare(
  {
    name: "deletableBlocks",
    help: "Every block that can be deleted alone: in a plain net those that keep the shape.",
    parameters: [net],
    returns: ["{stage, index}[]"],
    source: "Veit et al. 2016 (1605.06431), sec. 4.1",
    example: "deletableBlocks(plainNet({depth: 14}))",
  },
  blocksToDelete,
);

function blocksToDelete(architecture: Architecture): BlockLabel[] {
  const additions = findAdditions(architecture);
  const able = listBlocks(architecture).filter((block) => replacementOf(architecture, additions, block) !== null);
  return able.map(({ label }) => label);
}

/** The node that goes with a block, and the earlier one that stands for it then. */
function replacementOf(
  architecture: Architecture,
  additions: readonly ResidualAddition[],
  { input, output }: FoundBlock,
): readonly [number, number] | null {
  const { nodes } = architecture;
  const addition = additions.findLast(({ sum, from }) => sum > input && sum <= output && from >= input);
  if (addition !== undefined) return [addition.sum, addition.shortcut];
  return sameShape(nodes[input]?.shape ?? [], nodes[output]?.shape ?? []) ? [output, input] : null;
}

function refuseDeletion({ name, nodes }: Architecture, { label, input, output }: FoundBlock): never {
  const [from, to] = [input, output].map((at) => formatShape(nodes[at]?.shape ?? []));
  throw refuse(
    "deleteBlock",
    `block ${formatBlock(label)} of ${name} turns ${from} into ${to} and has no shortcut: without it the net does not fit together`,
    "Delete a block that keeps the shape.",
  );
}

export const swapBlocks = declare(
  {
    name: "swapBlocks",
    help: "The net with two blocks in each other's place.",
    parameters: [net, parameter("a", blockKind, "One block: {stage, index}."), parameter("b", blockKind, "The other.")],
    returns: ["Architecture"],
    refuses: "they do not take and give tensors of the same shapes, or are linked to more than their neighbours",
    source: "Veit et al. 2016 (1605.06431), sec. 4.3",
    example: "swapBlocks(residualNet({depth: 20}), {stage: 1, index: 1}, {stage: 1, index: 3}).name",
  },
  withSwappedBlocks,
);

function withSwappedBlocks(architecture: Architecture, a: BlockLabel, b: BlockLabel): Architecture {
  const { name, nodes } = architecture;
  const found = [a, b].map((block) => findBlock("swapBlocks", architecture, block));
  const [first, second] = found.sort((one, other) => one.output - other.output) as [FoundBlock, FoundBlock];
  requireSameShapes(architecture, first, second);
  const [inFirst, inSecond] = [innerNodes(architecture, first), innerNodes(architecture, second)];
  const outside = (at: number): number => {
    if (at === first.output) return second.output;
    return at === second.output ? first.output : at;
  };
  const links = (at: number): readonly number[] => {
    const inputs = nodes[at]?.inputs ?? [];
    if (inFirst.has(at)) return inputs.map((from) => (from === first.input ? outside(second.input) : from));
    if (inSecond.has(at)) return inputs.map((from) => (from === second.input ? outside(first.input) : from));
    return inputs.map(outside);
  };
  return relink(architecture, {
    name: `${name} with ${formatBlock(first.label)} and ${formatBlock(second.label)} swapped`,
    links,
    output: outside(nodes.length - 1),
    block: (at) => nodes[outside(at)]?.block,
  });
}

function requireSameShapes({ name, nodes }: Architecture, first: FoundBlock, second: FoundBlock): void {
  const shapeAt = (at: number): string => formatShape(nodes[at]?.shape ?? []);
  const [one, other] = [first, second].map(({ input, output }) => `${shapeAt(input)} to ${shapeAt(output)}`);
  if (one === other) return;
  throw refuse(
    "swapBlocks",
    `the blocks ${formatBlock(first.label)} (${one}) and ${formatBlock(second.label)} (${other}) of ${name} do not fit into each other's place`,
    "Swap two blocks of one stage that keep the shape.",
  );
}

/** The nodes behind a block's input up to its output; refuses where anything else is linked to them. */
function innerNodes(architecture: Architecture, { label, input, output }: FoundBlock): ReadonlySet<number> {
  const { name, nodes } = architecture;
  const inner = dependenciesBehind(nodes, [output], input);
  const fits = (at: number, from: number): boolean =>
    inner.has(at) ? inner.has(from) || from === input : !inner.has(from) || from === output;
  if (nodes.every(({ inputs }, at) => inputs.every((from) => fits(at, from)))) return inner;
  throw refuse(
    "swapBlocks",
    `block ${formatBlock(label)} of ${name} is linked to more than the block before it and what follows`,
    "Swap two other blocks.",
  );
}
