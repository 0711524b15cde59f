import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../src/homework/assignment/hashes.ts";
import { feedbackPage } from "../../src/homework/grader/results/feedback-page.ts";
import { gradescopeResults } from "../../src/homework/grader/results/gradescope-results.ts";
import { gradedSchema, type Graded } from "../../src/homework/grader/verdicts/graded.ts";
import { slug } from "../../src/homework/submission/slug.ts";
import { writeWholeFile } from "../write-whole-file.ts";

/** Where the results of a class lie: `results/NAME.json` and `feedback/NAME.html` for everybody. */
export class ResultFiles {
  #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    for (const name of ["results", "feedback", "unfinished"]) mkdirSync(join(folder, name), { recursive: true });
  }

  /**
   * Each file is there whole, or as it was.
   * @param found what the grader found, without what a person said of it
   */
  async write(graded: Graded, title: string, found = graded): Promise<void> {
    const name = await nameOf(graded.student);
    this.#write(join("feedback", `${name}.html`), feedbackPage([graded], title));
    // Last: who has a result is not graded again.
    this.#write(join("results", `${name}.json`), `${JSON.stringify(gradescopeResults(graded, found), null, 2)}\n`);
  }

  writeTable(name: string, text: string | Uint8Array): void {
    this.#write(name, text);
  }

  async read(student: string): Promise<Graded | null> {
    return readResult(join(this.#folder, "results", `${await nameOf(student)}.json`));
  }

  #write(path: string, text: string | Uint8Array): void {
    writeWholeFile(join(this.#folder, path), text, join(this.#folder, "unfinished"));
  }
}

/** All results in a folder. */
export function readResults(folder: string): readonly Graded[] {
  const results = join(folder, "results");
  const names = existsSync(results) ? readdirSync(results).filter((name) => name.endsWith(".json")) : [];
  return names.flatMap((name) => readResult(join(results, name)) ?? []);
}

/** @returns null where there is none, or none that this course wrote */
function readResult(path: string): Graded | null {
  if (!existsSync(path)) return null;
  try {
    const { extra_data: data } = JSON.parse(readFileSync(path, "utf8")) as { readonly extra_data?: unknown };
    return gradedSchema.safeParse(data).data ?? null;
  } catch {
    return null;
  }
}

/** Two ids that look the same as names of files still have names of their own. */
async function nameOf(student: string): Promise<string> {
  return `${slug(student)}-${(await sha256(student)).slice(0, 6)}`;
}
