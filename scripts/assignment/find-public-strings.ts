import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refuse } from "../../src/core/errors.ts";
import { canariesOf, type Canary } from "../../src/homework/assignment/canaries.ts";
import type { Parts } from "../../src/homework/assignment/build-assignment.ts";
import type { PrivateFolder } from "./private-folder.ts";

/** What is published, and what it is built from. */
const publicFolders = ["chapters", "public", "dist"];

/** Files with text in them; source maps and search indices are JSON. */
const texts = /\.(?:html?|md|txt|json|map|xml|csv|ya?ml|m?[jt]s|css|svg|astro|webmanifest)$/;

/** What of an assignment's key stands in public files, as sentences. */
export function findPublicStrings({ chosen }: Pick<Parts, "chosen">, folder: PrivateFolder): readonly string[] {
  const canaries = chosen.flatMap((each) => {
    const modules = each.item.hidden.flatMap((check) =>
      check.kind === "calls" ? [] : [folder.read(check.module) ?? ""],
    );
    return canariesOf(each, modules).map((canary) => ({ ...canary, exercise: each.exercise.id }));
  });
  return publicFolders.flatMap((root) => {
    return findCanaries(root, canaries).map(({ file, canary }) => {
      const problem = `the key of ${canary.exercise} is public: ${canary.source} stands there ("${canary.words.slice(0, 60)}")`;
      return refuse(file, problem, "Take it out there, or change the key.").message;
    });
  });
}

/** Each file of a folder with a canary in it; none where there is no such folder. */
export function findCanaries<Each extends Canary>(
  root: string,
  canaries: readonly Each[],
): readonly { readonly file: string; readonly canary: Each }[] {
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile() && texts.test(entry.name))
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, "utf8");
      return canaries
        .filter((canary) => formsOf(canary.words).some((form) => text.includes(form)))
        .map((canary) => ({ file, canary }));
    });
}

/** As it is, as it stands in a string of JSON or JavaScript, and as HTML has it. */
function formsOf(words: string): readonly string[] {
  const html = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const quoted = html.replaceAll('"', "&quot;");
  return [...new Set([words, JSON.stringify(words).slice(1, -1), html, quoted])];
}
