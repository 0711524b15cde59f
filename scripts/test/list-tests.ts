import { relative, resolve } from "node:path";
import { createVitest } from "vitest/node";

/**
 * `node scripts/test/list-tests.ts [folder]`, a stage of `npm test`: reads every file of unit tests, without running a
 * test, as on a machine where no program is on the path and there is no home. A test may be skipped there, but it stands
 * in the list. Ends with 1 where a file has none.
 */
for (const name of ["PATH", "HOME", "PYTHON", "CHROMIUM_PATH"]) process.env[name] = "";
const root = resolve(process.argv[2] ?? ".");
// Without isolation every module is loaded once for all files: a fifth of the time.
const vitest = await createVitest("test", { root, watch: false, isolate: false, pool: "threads" });
const { testModules, unhandledErrors } = await vitest.collect();
await vitest.close();

for (const error of unhandledErrors) process.stderr.write(`${String(error)}\n`);
const empty = testModules.filter(({ children }) => children.allTests().next().done);
for (const each of empty) {
  const remedy = "Register its tests on every machine, and skip what cannot run where it does not.";
  const reasons = each.errors().map(({ message }) => `\n  ${message}`);
  process.stderr.write(
    `${relative(root, each.moduleId)}: no test with an empty PATH and HOME. ${remedy}${reasons.join("")}\n`,
  );
}
process.stdout.write(`${testModules.length} files of unit tests, ${empty.length} of them without a test.\n`);
process.exitCode = empty.length === 0 && unhandledErrors.length === 0 && testModules.length > 0 ? 0 : 1;
