import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { readTree } from "../process-tree.ts";

/** One run of `npm run grade`. */
export interface GraderRun {
  readonly seconds: number;
  /** Of the command and its browsers, as seen twice a second; null where the system does not say. */
  readonly peakMb: number | null;
  /** The code that it ended with; null: it was killed. */
  readonly code: number | null;
  readonly output: string;
}

const everyMs = 500;

/**
 * Runs the grader as a process of its own.
 * @param killAt kills it, by a signal that it cannot hear, as soon as it says that so many percent are done
 */
export function runGrader(given: readonly string[], killAt: number | null = null): Promise<GraderRun> {
  const sinceMs = performance.now();
  const child = spawn(process.execPath, ["scripts/grade.ts", ...given], { stdio: ["ignore", "pipe", "inherit"] });
  let [peakMb, output]: [number | null, string] = [null, ""];
  const timer = setInterval(() => {
    const now = child.pid === undefined ? null : readTree(child.pid);
    if (now !== null) peakMb = Math.max(peakMb ?? 0, now.residentMb);
  }, everyMs);
  createInterface(child.stdout).on("line", (line) => {
    output += `${line}\n`;
    const percent = Number(/^Grading: (\d+) %$/.exec(line)?.[1] ?? -1);
    if (killAt !== null && percent >= killAt) child.kill("SIGKILL");
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(timer);
      resolve({ seconds: (performance.now() - sinceMs) / 1000, peakMb, code, output });
    });
  });
}
