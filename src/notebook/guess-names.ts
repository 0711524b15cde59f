/**
 * The names that a text would define, were it not broken: those that are declared outside of all brackets, or at the
 * beginning of a line, where a bracket is missing before.
 */
export function guessNames(source: string): readonly string[] {
  const text = source.replace(asides, (aside) => aside.replace(/[^\n]/g, " "));
  const names: string[] = [];
  for (const match of text.matchAll(declaration)) {
    const isOutside = depthAt(text, match.index) <= 0 || text[match.index - 1] === "\n";
    if (isOutside) names.push(...(match[1] === undefined ? [match[2] ?? match[3] ?? ""] : namesInPattern(match[1])));
  }
  return [...new Set(names.filter((name) => name !== ""))];
}

/** Comments and strings. */
const asides = /\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|(["'])(?:\\.|(?!\1)[^\\\n])*\1?|`(?:\\[\s\S]|[^\\`])*`/g;

/** A declaration with its pattern, or with its name. */
const declaration =
  /(?<![\w$.])(?:(?:const|let|var)\s+(?:([{[][^=;]*)|([\p{L}_$][\p{L}\p{N}_$]*))|(?:function\b\s*\*?|class)\s*(?:([\p{L}_$][\p{L}\p{N}_$]*)))/gu;

function depthAt(text: string, end: number): number {
  let depth = 0;
  for (const character of text.slice(0, end)) {
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
  }
  return depth;
}

/** `{a, b: c, ...d` → a, c, d. */
function namesInPattern(pattern: string): readonly string[] {
  return pattern.split(",").map((part) => /([\p{L}_$][\p{L}\p{N}_$]*)[\s}\]]*$/u.exec(part)?.[1] ?? "");
}
