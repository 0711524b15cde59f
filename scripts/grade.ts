import { CourseError } from "../src/core/errors.ts";
import { writeAutograder } from "./grade/autograder/write-autograder.ts";
import { printable } from "./gradebook/printable.ts";
import { gradeClass } from "./grade/grade-class.ts";
import { mergeParts } from "./grade/merge-parts.ts";
import { readOptions } from "./grade/options.ts";

/** `npm run grade`: runs what a class handed in, and grades it. Ends with 2 where it cannot, with 1 where a table was not written. */
try {
  const command = readOptions(process.argv.slice(2));
  if (command.kind === "help") process.stdout.write(command.usage);
  else if (command.kind === "autograder") process.stdout.write(await writeAutograder(command));
  else process.stdout.write(await (command.kind === "merge" ? mergeParts(command) : gradeClass(command)));
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  process.stderr.write(`${error.message.split("\n").map(printable).join("\n")}\n`);
  process.exitCode = 2;
}
