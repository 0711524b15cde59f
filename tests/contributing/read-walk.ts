import { readFileSync, writeFileSync } from "node:fs";

/** One thing that a walk tells to do to a file. */
export type Step =
  | { readonly kind: "create"; readonly file: string; readonly text: string }
  | { readonly kind: "insert"; readonly file: string; readonly above: string; readonly text: string }
  | { readonly kind: "replace"; readonly file: string; readonly old: string; readonly by: string };

/** The steps of a walk in CONTRIBUTING.md that are to be followed to the letter, in their order. */
export function readWalk(guide: string, title: string): Step[] {
  const [, section = ""] = guide.split(new RegExp(`^## ${title}\\n`, "m"));
  const [walk = ""] = section.split(/^## /m);
  return walk.split(/^\d+\. /m).flatMap((item): Step[] => {
    const said = item.replace(/\s+/g, " ");
    const [, created] = /^Create `([^`]+)`:/.exec(said) ?? [];
    if (created !== undefined) return [{ kind: "create", file: created, text: readBlock(item) }];
    const [, file = "", above] = /^In `([^`]+)`, above the line `([^`]+)`, put/.exec(said) ?? [];
    if (above !== undefined) return [{ kind: "insert", file, above, text: readBlock(item) }];
    const [, changed = "", old, by = ""] = /^In `([^`]+)`, replace `([^`]+)` by `([^`]+)`/.exec(said) ?? [];
    return old === undefined ? [] : [{ kind: "replace", file: changed, old, by }];
  });
}

/** The first code block of an item, without the indentation of the list. */
function readBlock(item: string): string {
  const [, , block] = /^ {3}(`{3,})\w*\n([\s\S]*?)^ {3}\1$/m.exec(item) ?? [];
  if (block === undefined) throw new Error(`No code block follows "${item.slice(0, 60)}".`);
  return block.replace(/^ {3}/gm, "");
}

/** Does what a step says in a copy of the repository. What it refers to has to be there exactly once. */
export function takeStep(step: Step, root: string): void {
  const path = `${root}/${step.file}`;
  if (step.kind === "create") {
    writeFileSync(path, step.text, { flag: "wx" });
    return;
  }
  const text = readFileSync(path, "utf8");
  const place = step.kind === "insert" ? `\n${step.above}\n` : step.old;
  const [before, after, ...more] = text.split(place);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${step.file} has ${text.split(place).length - 1} places like ${JSON.stringify(place)}, not one.`);
  writeFileSync(path, before + (step.kind === "insert" ? `\n${step.text}${step.above}\n` : step.by) + after);
}
