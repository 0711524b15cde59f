import { tokenizer, tokTypes } from "acorn";

/**
 * Puts spaces where a transformer took text away, so that the rest of the line stands at its old column. Of several
 * gaps in one line the last one gets them all: columns between two gaps are too small.
 * @param code what the transformer made of `source`, line by line
 */
export function keepColumns(code: string, source: string): string {
  const gaps = findGaps(code);
  const originals = source.split("\n");
  let offset = 0;
  const lines = code.split("\n").map((line, at) => {
    const start = offset;
    offset += line.length + 1;
    return padLine(line, originals[at] ?? line, (column) => gaps.has(start + column));
  });
  return lines.join("\n");
}

function padLine(line: string, original: string, isGap: (column: number) => boolean): string {
  const missing = original.length - line.length;
  if (missing <= 0) return line;
  let column = line.length;
  while (column > 0 && line[column - 1] === original[column - 1 + missing]) column--;
  while (column < line.length && !isGap(column)) column++;
  return column < line.length ? line.slice(0, column) + " ".repeat(missing) + line.slice(column) : line;
}

/** Where a space changes nothing: before every token, except for those that end a piece of a template's text. */
function findGaps(code: string): ReadonlySet<number> {
  const gaps = new Set<number>();
  let isText = false;
  try {
    for (const { type, start } of tokenizer(code, { ecmaVersion: "latest", sourceType: "module" })) {
      if (!isText && type !== tokTypes.template) gaps.add(start);
      isText = type === tokTypes.template;
    }
  } catch (error) {
    // What cannot be read will be refused with its place; nothing more is needed of the rest.
    if (!(error instanceof SyntaxError)) throw error;
  }
  return gaps;
}
