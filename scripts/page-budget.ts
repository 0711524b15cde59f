import { CourseError } from "../src/core/errors.ts";
import { findExcess, printBytes, readBudget, weighPages } from "./bench/page-bytes.ts";

/** A stage of `npm test`: fails where the built site in dist/ is heavier than scripts/bench/page-budget.json allows. */
try {
  const [bytes, budget] = [weighPages("dist"), readBudget()];
  process.stdout.write(printBytes(bytes, budget));
  const excess = findExcess(bytes, budget);
  for (const sentence of excess) process.stderr.write(`\n${sentence}`);
  if (excess.length > 0) {
    process.stderr.write("\nFind out what has grown; raise the budget only where it has to be.\n");
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
