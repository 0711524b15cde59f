import type { Chapter } from "../../src/notebook/chapter.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

export const front = "---\ntitle: Test\nnumber: 2\nsummary: A test.\nminutes: 5\n---\n";

/** Front matter takes the first six lines, so the body's first line is line 7. */
export const firstBodyLine = 7;

/** Renders a chapter that consists of this body. */
export function render(body: string): Chapter {
  return renderChapter(front + body, { file: "chapters/02-test.md" });
}

/** A js fence with its attributes. */
export function fence(source: string, attributes = "", language = "js"): string {
  return `\`\`\`${language} ${attributes}\n${source}\n\`\`\`\n`;
}
