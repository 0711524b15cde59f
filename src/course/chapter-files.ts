import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readFrontMatter } from "../notebook/front-matter.ts";

/**
 * The names of the chapters' files, in their order: "02-degradation.md".
 * @param root the project's folder
 */
export function chapterFiles(root = process.cwd()): readonly string[] {
  return readdirSync(join(root, "chapters"))
    .filter((name) => name.endsWith(".md"))
    .sort();
}

/** Those that are open to readers: without drafts. */
export function publishedFiles(root = process.cwd()): readonly string[] {
  return chapterFiles(root).filter((name) => {
    const text = readFileSync(join(root, "chapters", name), "utf8").replace(/\r\n?/g, "\n");
    return !readFrontMatter(text, `chapters/${name}`).front.draft;
  });
}
