import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import type { Count } from "../count-tests.ts";
import type { Stage } from "./stages.ts";

export interface StageResult extends Count {
  readonly name: string;
  readonly seconds: number;
}

/**
 * Runs one stage in a process of its own.
 * @param held keeps what the stage prints until it has ended, for stages that run side by side
 */
async function runStage(stage: Stage, { quick, held }: { quick: boolean; held: boolean }): Promise<StageResult> {
  const { name, command, environment, report, count } = stage;
  const started = performance.now();
  if (report !== undefined) rmSync(report, { force: true });
  if (!held) process.stdout.write(`\n== ${name}\n`);
  const { status, output } = await runProgram((quick ? stage.quick : null) ?? command, environment, held);
  if (held) process.stdout.write(`\n== ${name}\n${output}`);
  const counted = report === undefined ? null : (count?.(report) ?? null);
  const passed = counted?.passed ?? (status === 0 && report === undefined ? 1 : 0);
  // A stage that ended badly without a failed test of its own (a file that cannot be loaded, say) is a failure too; so is
  // one that ended well and left no report.
  const endedWell = status === 0 && (report === undefined || counted !== null);
  const failed = endedWell ? (counted?.failed ?? 0) : Math.max(1, counted?.failed ?? 0);
  if (failed > 0) process.stdout.write(`\n${name}: failed\n`);
  return { name, passed, failed, skipped: counted?.skipped ?? 0, seconds: (performance.now() - started) / 1000 };
}

function runProgram(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  held: boolean,
): Promise<{ readonly status: number | null; readonly output: string }> {
  const child = spawn(process.execPath, command, {
    stdio: ["ignore", held ? "pipe" : "inherit", held ? "pipe" : "inherit"],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", BASE_PATH: "/", ...environment },
  });
  const parts: Buffer[] = [];
  child.stdout?.on("data", (part: Buffer) => parts.push(part));
  child.stderr?.on("data", (part: Buffer) => parts.push(part));
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (status) => done({ status, output: Buffer.concat(parts).toString() }));
  });
}

/** Runs stages in their order, small ones that follow each other two at a time. */
export async function runStages(stages: readonly Stage[], quick: boolean): Promise<StageResult[]> {
  const results: StageResult[] = [];
  const waiting = [...stages];
  while (waiting.length > 0) {
    const end = waiting.findIndex(({ small }) => !small);
    const together = waiting.splice(0, Math.max(1, end < 0 ? waiting.length : end));
    const held = together.length > 1;
    const work = async (): Promise<void> => {
      for (let next = together.shift(); next; next = together.shift())
        results.push(await runStage(next, { quick, held }));
    };
    await Promise.all([work(), work()]);
  }
  return results;
}
