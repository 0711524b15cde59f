import { findUpstream, type GraphCell } from "./cell-graph.ts";

const offsetBasis = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/**
 * Names a cell's text by 16 hexadecimal digits (FNV-1a, 64 bits, of its UTF-8 bytes). A reader's edit is stored with
 * the hash of the text that it began from, so that a chapter that changed since can be noticed. Line ends count as \n.
 */
export function cellSourceHash(source: string): string {
  const bytes = new TextEncoder().encode(source.replace(/\r\n?/g, "\n"));
  const hash = bytes.reduce((sum, byte) => BigInt.asUintN(64, (sum ^ BigInt(byte)) * prime), offsetBasis);
  return hash.toString(16).padStart(16, "0");
}

/**
 * Hash over a cell's text and the texts of all cells that it depends on. A recorded run carries it: when any of these
 * cells is changed, the recording no longer shows what the page computes. Moving or renaming cells changes nothing.
 */
export function upstreamHash(cells: readonly (GraphCell & { readonly source: string })[], id: string): string {
  const hashes = new Map(cells.map((cell) => [cell.id, cellSourceHash(cell.source)]));
  const upstream = findUpstream(cells, id).filter((cell) => cell !== id);
  const parts = upstream.map((cell) => hashes.get(cell) ?? "").sort();
  return cellSourceHash([hashes.get(id) ?? "", ...parts].join(" "));
}
