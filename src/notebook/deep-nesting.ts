import { getLineInfo, parse, type Node } from "acorn";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { childNodes } from "./child-nodes.ts";

/**
 * What a text that is nested too deeply for the parsers, or for what walks their trees, is refused with. Each of them
 * calls itself once or more for every level, until the browser's stack is full.
 */
export function refuseDeepNesting(source: string): CellSyntaxError {
  const { line, column } = getLineInfo(source, deepestPlace(source));
  return new CellSyntaxError(
    "This is nested too deeply to be read: a formula of thousands of terms, or brackets in brackets. Write its parts as " +
      "statements of their own, or the terms as an array, and use reduce.",
    { line, column: column + 1 },
  );
}

/** Whether an error says that a stack is full: in the browsers' words or in the parser's. */
export function isDeepNesting(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /maximum call stack|too much recursion|not enough stack space/i.test(error.message);
}

/** Where the nesting is deepest: in the tree where there is one, else by the brackets alone. */
function deepestPlace(source: string): number {
  try {
    return deepestNode(parse(source, { ecmaVersion: "latest", sourceType: "module" })).start;
  } catch (error) {
    // The parser knows where its own stack was full.
    if (isDeepNesting(error) && error instanceof SyntaxError && "pos" in error) return Number(error.pos);
    return deepestBracket(source);
  }
}

function deepestNode(root: ReturnType<typeof parse>): Pick<Node, "start"> {
  // By a list of its own: calling itself is what cannot be done here.
  let level = [root] as ReturnType<typeof childNodes>;
  let deepest: Pick<Node, "start"> = root;
  while (level.length > 0) {
    deepest = level[0] ?? deepest;
    level = level.flatMap(childNodes);
  }
  return deepest;
}

function deepestBracket(source: string): number {
  let depth = 0;
  let most = 0;
  let place = source.search(/\S/);
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    if (depth <= most) continue;
    most = depth;
    place = at;
  }
  return Math.max(0, place);
}
