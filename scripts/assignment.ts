import { CourseError } from "../src/core/errors.ts";
import { readOptions, type AssignmentCommand } from "./assignment/options.ts";

/** `npm run assignment`: makes an assignment of chapters' exercises, and refuses one that could not be graded. Ends with 2 where it cannot. */
try {
  process.stdout.write(await run(readOptions(process.argv.slice(2))));
  // The training worker that solutions may have started would wait for more work.
  process.exit(0);
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  process.stderr.write(`${error.message}\n`, () => process.exit(2));
}

/** What a command needs is loaded where it is needed: chapters and their library take a second. */
async function run(command: AssignmentCommand): Promise<string> {
  if (command.kind === "help") return command.usage;
  if (command.kind === "new") return (await import("./assignment/new-file.ts")).writeNew(command.file);
  if (command.kind === "build") return (await import("./assignment/build.ts")).buildRelease(command);
  const { checkAssignment, describeAssignment } = await import("./assignment/check.ts");
  return describeAssignment(await checkAssignment(command.file));
}
