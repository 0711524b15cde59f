import { getLineInfo } from "acorn";
import { CellSyntaxError } from "./cell-syntax-error.ts";

interface Construct {
  readonly pattern: RegExp;
  /** Still in the stripped line where the words stand in a text or a comment. */
  readonly trace: (match: RegExpMatchArray) => RegExp;
  readonly explain: (name: string) => string;
}

/** TypeScript that is more than types. Taking the types out would take it away, or leave what runs nowhere. */
const constructs: readonly Construct[] = [
  {
    pattern: /(?<![\w$.])(?<!\bdeclare\s+)(?:namespace|module)\s+([A-Za-z_$][\w$.]*)\s*\{/g,
    trace: ([, name = ""]) => new RegExp(`\\b(?:namespace|module)\\s+${escapePattern(name)}`),
    explain: (name) =>
      `A cell has no namespace: ${name} would be missing when the cell runs. Write its names into the cell, or ` +
      `const ${name.split(".")[0]} = (() => { …; return {a, b}; })();`,
  },
  {
    pattern: /(?<![\w$.])import\s+([A-Za-z_$][\w$]*)\s*=\s*require\s*\(/g,
    trace: ([, name = ""]) => new RegExp(`\\bimport\\s+${escapePattern(name)}\\s*=`),
    explain: (name) => `A cell imports as a module does: write import * as ${name} from "…";`,
  },
  {
    pattern: /(?<![\w$.])export\s*=(?!=)/g,
    trace: () => /\bexport\s*=/,
    explain: () => "A cell exports every name that it declares at its top level. Write const name = … instead.",
  },
];

/**
 * Refuses what a TypeScript cell loses with its types although it is no type.
 * @param code the text without types, line by line
 * @throws CellSyntaxError
 */
export function refuseTypeScript(source: string, code: string): void {
  const lines = code.split("\n");
  for (const { pattern, trace, explain } of constructs) {
    for (const match of source.matchAll(pattern)) {
      const { line, column } = getLineInfo(source, match.index);
      if (trace(match).test(lines[line - 1] ?? "")) continue;
      throw new CellSyntaxError(explain(match[1] ?? ""), { line, column: column + 1 });
    }
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
