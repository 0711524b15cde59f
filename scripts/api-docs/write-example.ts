import { parse } from "acorn";
import { format } from "prettier";

/**
 * An example as a cell would say it. A block's names stay its own, so that many examples can call something `net`; what
 * it returns is displayed, as a cell's block returns nothing.
 * @param example an expression, or `{ …; return value; }`
 */
export async function writeExample(example: string): Promise<string> {
  const text = example.trim();
  const source = text.startsWith("{") ? displayResult(text) : text;
  const formatted = await format(source, { parser: "babel", printWidth: 78, bracketSpacing: false });
  const tidy = formatted.trimEnd();
  return text.startsWith("{") ? tidy : tidy.replace(/;$/, "");
}

function displayResult(block: string): string {
  const options = { ecmaVersion: "latest", allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true } as const;
  const [statement] = parse(block, options).body;
  const last = statement?.type === "BlockStatement" ? statement.body.at(-1) : undefined;
  if (last?.type !== "ReturnStatement" || !last.argument) return block;
  const { start, end } = last.argument;
  return `${block.slice(0, last.start)}display(${block.slice(start, end)});${block.slice(last.end)}`;
}
