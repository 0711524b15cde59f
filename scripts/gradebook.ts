import { CourseError } from "../src/core/errors.ts";
import { fill } from "./gradebook/fill.ts";
import { readOptions } from "./gradebook/options.ts";

/** `npm run gradebook`: puts scores into the file that a teacher exported from Canvas or Moodle. Ends with 2 where it cannot. */
try {
  const command = readOptions(process.argv.slice(2));
  process.stdout.write(command.kind === "help" ? command.usage : fill(command));
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
