import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CourseError } from "../../../src/core/errors.ts";
import { writeWholeFile } from "../../write-whole-file.ts";
import type { ScriptName } from "../bundle-sandbox.ts";
import { gradeOne } from "./grade-one.ts";

/** What the zip has beside this program. */
interface Packed {
  readonly keys: readonly string[];
  readonly scripts: Readonly<Record<ScriptName, string>>;
}

/** Gradescope's container starts this for a submission; a simulation has its root elsewhere. */
const root = process.env["AUTOGRADER_ROOT"] ?? "/autograder";

try {
  const { keys, scripts } = JSON.parse(readFileSync(join(root, "source/packed.json"), "utf8")) as Packed;
  const results = await gradeOne({ root, keys, scripts: (name) => Promise.resolve(scripts[name]) });
  const folder = join(root, "results");
  mkdirSync(folder, { recursive: true });
  writeWholeFile(join(folder, "results.json"), `${JSON.stringify(results, null, 2)}\n`, folder);
} catch (error) {
  // Without results Gradescope says that the grader failed, which is so.
  process.stderr.write(`${error instanceof CourseError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
