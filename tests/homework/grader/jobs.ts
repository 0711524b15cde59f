import { compileCell } from "../../../src/notebook/compile-cell.ts";
import type { Job, JobLimits } from "../../../src/homework/grader/sandbox/job.ts";

const shortLimits: JobLimits = { seconds: 2, consoleCharacters: 2000, valueCharacters: 100_000 };

/** A job of cells by id, and of calls as `name` or `[name, ...arguments]`. */
export function jobOf(
  cells: Readonly<Record<string, string>>,
  calls: readonly (string | readonly [string, ...unknown[]])[],
  limits: Partial<JobLimits> = {},
): Job {
  return {
    cells: Object.entries(cells).map(([id, source]) => ({ id, compiled: compileCell(source, { mode: "js" }) })),
    calls: calls.map((call) => {
      if (typeof call === "string") return { of: call, args: null };
      const [of, ...args] = call;
      return { of, args: JSON.stringify(args) };
    }),
    limits: { ...shortLimits, ...limits },
  };
}
