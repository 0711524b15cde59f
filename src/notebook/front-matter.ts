import { isMap, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import type { FrontMatter } from "./chapter.ts";
import { ChapterError } from "./chapter-error.ts";

/** What must stand between the `---` lines at the top of a chapter. */
const frontMatterSchema = z.strictObject({
  title: z.string().min(1),
  number: z.int().min(1),
  summary: z.string().min(1),
  minutes: z.int().min(1),
  small: z.record(z.string(), z.json()).optional(),
  stops: z.record(z.string(), z.array(z.union([z.number(), z.string(), z.boolean()])).min(1)).optional(),
  short: z.array(z.string().min(1)).min(1).optional(),
  draft: z.literal(true).optional(),
});

const example = "The file begins with ---, then title, number, summary and minutes, one a line, then ---.";

/**
 * Reads the front matter of a chapter.
 * @param text the whole file, with \n line ends
 * @returns the front matter, and the text with the front matter's lines emptied so that line numbers stay true
 * @throws ChapterError
 */
export function readFrontMatter(text: string, file: string): { readonly front: FrontMatter; readonly body: string } {
  const match = /^---\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text);
  if (!match) throw new ChapterError({ file, line: 1 }, "the front matter is missing", example);
  const yaml = match[1] ?? "";
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  const broken = document.errors[0];
  if (broken) {
    const problem = `the front matter is not YAML (${broken.message})`;
    throw new ChapterError({ file, line: lineAt(broken.pos[0]) }, problem, "Put the value in double quotes.");
  }
  const parsed = frontMatterSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path[0];
    const line = lineOfKey(document, String(key), lineAt);
    throw new ChapterError({ file, line }, `front matter, ${String(key)}: ${issue?.message ?? "invalid"}`, example);
  }
  const emptied = "\n".repeat(match[0].split("\n").length - 1);
  const { small, stops, short, draft, ...front } = parsed.data;
  return {
    front: {
      ...{ ...front, ...(small && { small }), ...(stops && { stops }) },
      ...{ ...(short && { short }), ...(draft && { draft }) },
    },
    body: emptied + text.slice(match[0].length),
  };
}

function lineOfKey(document: Document, key: string, lineAt: (offset: number) => number): number {
  const contents = document.contents;
  if (!isMap(contents)) return 1;
  const pair = contents.items.find((item) => isScalar(item.key) && item.key.value === key);
  const range = isScalar(pair?.key) ? pair.key.range : null;
  return range ? lineAt(range[0]) : 1;
}
