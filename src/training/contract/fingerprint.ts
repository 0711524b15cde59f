import type { Architecture } from "../../models/graph.ts";

/**
 * Eight hexadecimal digits that tell architectures apart by what they compute: their nodes, not what the net is called.
 * FNV-1a, 32 bits: enough against mistakes, not against malice.
 */
export function fingerprint({ nodes }: Pick<Architecture, "nodes">): string {
  let hash = 0x811c9dc5;
  for (const code of new TextEncoder().encode(JSON.stringify(nodes.map(sortKeys)))) {
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function sortKeys(node: object): object {
  return Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)));
}
