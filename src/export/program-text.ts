import type { Architecture } from "../models/graph.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { toPyTorch } from "./to-pytorch.ts";

/** The nets that cells train, by the cells' ids. */
export type TrainedNets = ReadonlyMap<string, readonly Architecture[]>;

/**
 * Writes the programs that stand beside the cells of a notebook: the nets of an experiment in PyTorch, each where it first
 * comes up.
 * @returns a function that gives a cell's text, in Markdown, and is to be called in the cells' order; null where the cell
 *   trains nothing
 */
export function programWriter(nets: TrainedNets): (cellId: string) => string | null {
  const written = new Map<string, string>();
  return (cellId) => {
    const own = nets.get(cellId) ?? [];
    if (own.length === 0) return null;
    const parts = own.map((net): string => {
      const program = toPyTorch(net);
      const title = `**${escapeMarkdown(net.name)}**`;
      const place = written.get(program);
      written.set(program, place ?? cellId);
      if (place === cellId) return "";
      return place === undefined ? `${title}\n\n${fenced(program)}` : `${title}: as beside the cell \`${place}\`.`;
    });
    const words = `The nets that \`${cellId}\` trains, as PyTorch programs. Steps, data and learning rate stand in the cell above.`;
    return [words, ...parts.filter((part) => part !== "")].join("\n\n");
  };
}

function fenced(program: string): string {
  const longest = Math.max(2, ...[...program.matchAll(/`+/g)].map(([marks]) => marks.length));
  const mark = "`".repeat(longest + 1);
  return `${mark}python\n${program.trimEnd()}\n${mark}`;
}
