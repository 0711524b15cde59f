import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "../../src/core/errors.ts";
import { slug } from "../../src/homework/submission/slug.ts";
import { submissionPage } from "../../src/homework/submission/write-submission.ts";
import { withDownload } from "./open-download.ts";
import type { PagesCommand } from "./options.ts";
import { printable } from "./printable.ts";
import { readHandIns } from "./read-hand-ins.ts";

/**
 * Writes each submission of a download as a page in which nothing can run: what a student handed in as a page may do
 * anything when it is opened, and JSON is not for people.
 * @returns what was written, and what was not
 * @throws CourseError if there is something in the folder
 */
export function writePages({ download: path, out, assignment }: PagesCommand): Promise<string> {
  return withDownload(path, async (download) => {
    mkdirSync(out, { recursive: true });
    if (readdirSync(out).length > 0) throw refuse(out, "there is something in that folder", "Name a new one by --out.");
    const taken = new Set<string>();
    const { all, flags } = await readHandIns(download, assignment, async (submission, handIn, student) => {
      const name = freeName(`${student} ${handIn.name}`, taken);
      writeFileSync(join(out, name), await submissionPage(submission));
      return { name };
    });
    const refused = all.flatMap(({ student, handIn, result }) =>
      "refusal" in result ? [`${student}, ${handIn.name}: not read: ${result.refusal}`] : [],
    );
    const lines = [`${taken.size} of ${all.length} files are pages in ${out}.`, ...refused, ...flags];
    return lines.map((line) => `${printable(line)}\n`).join("");
  });
}

function freeName(text: string, taken: Set<string>): string {
  const name = slug(text.replace(/\.(?:html?|json)$/i, ""));
  let free = `${name}.html`;
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}.html`;
  taken.add(free);
  return free;
}
