import type { Architecture, GraphNode } from "../models/graph.ts";

/**
 * Python names for the layers of a net, in graph order: the graph's own names, with `_` for what Python does not allow
 * ("max-pool1" is max_pool1). A name without a number at its end could be one that Python, PyTorch or Keras uses itself
 * ("forward", "for"), so it gets a word behind it.
 */
export function layerNames(nodes: readonly GraphNode[]): string[] {
  const taken = new Set<string>();
  return nodes.map(({ name }) => {
    const word = name.replace(/[^A-Za-z0-9_]/g, "_").replace(/^(?=\d|$)/, "layer_");
    const base = /\d$/.test(word) ? word : `${word}_layer`;
    let free = base;
    for (let count = 2; taken.has(free); count++) free = `${base}_${count}`;
    taken.add(free);
    return free;
  });
}

/** "pre-activation-20" is PreActivation20. The generated program's own classes end otherwise than in "Net". */
export function className({ name }: Architecture): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Za-z].*\d$/.test(joined) || /^[A-Za-z].*Net$/.test(joined)
    ? joined
    : `${joined}Net`.replace(/^(?=\d)/, "Net");
}

/** "pre-activation-20" is pre_activation_20. */
export function functionName({ name }: Architecture): string {
  const word = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[a-z].*\d$/.test(word) ? word : `${word}_net`.replace(/^(?=[\d_])/, "net_");
}

/** A net's name within a Python text in three quotes: nothing in it can end the text. */
export function plainText(name: string): string {
  return name.replace(/[\\"\p{Cc}\u2028\u2029]+/gu, " ");
}
