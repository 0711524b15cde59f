import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { initialParameters } from "../../src/models/parameters.ts";
import type { Contestant, Opening, OpenRequest, Turn } from "./contestant.ts";
import type { EngineName } from "./engines.ts";
import { batchSize, buildNet, drawBatches, recipe } from "./nets.ts";
import { readTree } from "./process-tree.ts";

const program = fileURLToPath(new URL("pytorch-net.py", import.meta.url));

/** A Python with PyTorch: $PYTHON, the one on the path, or the system's; null where none has it. */
export function findPytorch(): string | null {
  const candidates = [process.env["PYTHON"], "python3", "/usr/bin/python3", "python"];
  const named = candidates.filter((name) => name !== undefined).filter((name) => name !== "");
  return named.find((name) => spawnSync(name, ["-c", "import torch"], { stdio: "ignore" }).status === 0) ?? null;
}

const variants: Readonly<Partial<Record<EngineName, { readonly threads: number; readonly layout: "nchw" | "nhwc" }>>> =
  {
    "pytorch-1": { threads: 1, layout: "nchw" },
    "pytorch-1-nhwc": { threads: 1, layout: "nhwc" },
    "pytorch-all": { threads: availableParallelism(), layout: "nchw" },
  };

/**
 * Opens the net in PyTorch, in a process of its own, and does the first step.
 * @throws Error that says why that cannot be
 */
export async function openInPytorch(
  request: OpenRequest,
  python: string | null,
  giveUp: AbortSignal,
): Promise<Contestant> {
  if (python === null) throw new Error("PyTorch was not found; $PYTHON may name a Python that has it");
  const { threads, layout } = variants[request.engine] ?? { threads: 1, layout: "nchw" };
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  writeFileSync(join(folder, "net.json"), describeNet(request, { threads, layout }));
  const child = spawn(python, [program, folder], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OMP_NUM_THREADS: String(threads) },
  });
  giveUp.addEventListener("abort", () => child.kill());
  const ask = conversation(child);
  const close = async (): Promise<void> => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const opening = await ask<Opening>(null);
    return {
      opening,
      count: async () => {
        const { losses } = await ask<Turn>(1);
        return { loss: losses[0] ?? NaN, draws: null, programs: null, textureMb: null };
      },
      turn: async (steps) => ({ ...(await ask<Omit<Turn, "jsMs">>(steps)), jsMs: null }),
      memory: async () => ({ heapMb: null, processMb: readTree(child.pid ?? 0)?.residentMb ?? null }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Everything it needs; numbers as base64 of 32-bit floats. */
function describeNet({ net, seed }: OpenRequest, settings: object): string {
  const architecture = buildNet(net);
  const initial = Object.entries(initialParameters(architecture, { seed }));
  return JSON.stringify({
    ...settings,
    recipe,
    nodes: architecture.nodes,
    parameters: initial.map(([name, { shape, values }]) => ({ name, shape, values: encode(values) })),
    batches: drawBatches(architecture, seed).map(({ inputs, labels }) => ({
      shape: [batchSize, ...(architecture.nodes[0]?.shape ?? [])],
      inputs: encode(inputs),
      labels: [...(labels ?? [])],
    })),
  });
}

function encode({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

/** Sends a number of steps (null: only listens), resolves with the next line as JSON; rejects when the process ends. */
function conversation(child: ChildProcess): <T>(steps: number | null) => Promise<T> {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error("PyTorch cannot be talked to");
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  failed.catch(() => undefined);
  return async <T>(steps: number | null): Promise<T> => {
    if (steps !== null) stdin.write(`${steps}\n`);
    const { value, done } = await Promise.race([lines.next(), failed]);
    if (done === true) throw new Error("PyTorch ended; what it said is above");
    return JSON.parse(value) as T;
  };
}
