import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from "yaml";
import { refuse } from "../../core/errors.ts";

type Path = readonly (string | number)[];

/** `assignment.yaml, line 12` of the part at a path, or of the nearest one around it. */
export type PlaceOf = (path: Path) => string;

/**
 * A YAML text as plain data.
 * @throws CourseError with the line where it is no YAML
 */
export function readYaml(text: string, file: string): { readonly data: unknown; readonly placeOf: PlaceOf } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
  const lineAt = (offset: number): string => `${file}, line ${lines.linePos(offset).line}`;
  const broken = document.errors[0];
  if (broken) {
    const remedy = "Look at the line's indentation, and put text with colons or quotes into double quotes.";
    throw refuse(lineAt(broken.pos[0]), `this is not YAML (${broken.message})`, remedy);
  }
  const placeOf: PlaceOf = (path) => lineAt(offsetOf(document.contents, path));
  return { data: document.toJS({ maxAliasCount: 100 }) as unknown, placeOf };
}

/** Where the part begins that a path leads to; of a part that is not there, the one that should have it. */
function offsetOf(root: unknown, path: Path): number {
  let [node, offset] = [root, startOf(root)];
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => nameOf(key) === String(step)) : undefined;
    const next = isSeq(node) ? node.items[Number(step)] : pair?.value;
    if (next === undefined && pair === undefined) return offset;
    offset = startOf(pair?.key ?? next) || offset;
    node = next;
  }
  return offset;
}

function nameOf(key: Pair["key"]): string {
  return isScalar(key) ? String(key.value) : "";
}

function startOf(node: unknown): number {
  return isNode(node) ? ((node as Node).range?.[0] ?? 0) : 0;
}
