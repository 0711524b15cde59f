import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Random } from "../../src/core/random.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { exportParameters } from "../../src/export/parameter-file.ts";
import { className, functionName } from "../../src/export/python-names.ts";
import { toKeras } from "../../src/export/to-keras.ts";
import { toPyTorch } from "../../src/export/to-pytorch.ts";
import type { Architecture } from "../../src/models/graph.ts";
import type { ParameterRecord } from "../../src/models/parameter-record.ts";
import { initialParameters, listParameters } from "../../src/models/parameters.ts";
import { forward } from "../models/reference-forward.ts";

export type Library = "torch" | "keras";

/** What a generated program says of a net. */
export interface ProgramAnswer {
  readonly count: number;
  /** Standard deviation of each kernel before parameters are loaded. */
  readonly initial: readonly number[];
  readonly output: readonly number[];
}

const batch = 2;
const script = fileURLToPath(new URL("run-nets.py", import.meta.url));

/** A Python that has the library: $PYTHON, the one on the path, or the system's; null where none has it. */
export function findPython(library: Library): string | null {
  const candidates = [process.env["PYTHON"] ?? "", "python3", "/usr/bin/python3"].filter((name) => name !== "");
  return (
    candidates.find((name) => spawnSync(name, ["-c", `import ${library}`], { stdio: "ignore" }).status === 0) ?? null
  );
}

/** Runs the programs of all nets in one process: importing the library takes longest. */
export async function runPrograms(
  library: Library,
  python: string,
  nets: readonly Architecture[],
): Promise<ProgramAnswer[]> {
  const folder = await mkdtemp(join(tmpdir(), "programs-"));
  try {
    const entries = nets.map((net) => ({
      entry: library === "torch" ? className(net) : functionName(net),
      shape: [batch, ...(net.nodes[0]?.shape ?? [])],
      inputs: examplesOf(net).flatMap((example) => [...example]),
    }));
    await writeFile(join(folder, "nets.json"), JSON.stringify(entries));
    for (const [at, net] of nets.entries()) {
      const program = library === "torch" ? toPyTorch(net) : toKeras(net);
      await writeFile(join(folder, `net${at}.py`), program);
      const file = exportParameters(net, drawParameters(net));
      await writeFile(join(folder, `net${at}.safetensors`), Buffer.from(await file.arrayBuffer()));
    }
    const { stdout } = await promisify(execFile)(python, [script, library, folder], { maxBuffer: 1 << 26 });
    return stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as ProgramAnswer);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the architecture means, in plain loops, for the same inputs and parameters. */
export function referenceOutput(net: Architecture): number[] {
  const parameters = drawParameters(net);
  return examplesOf(net).flatMap((example) => forward(net, parameters, example));
}

/** Statistics, scales and biases of every size: where they are 0 or 1, a mistake would not show. */
function drawParameters(net: Architecture): ParameterRecord {
  const initial = initialParameters(net, { seed: 1 });
  const random = new Random(2, "parameters");
  const drawn = listParameters(net).map(({ name, role, shape }) => {
    const draw = () => (role === "variance" || role === "gamma" ? random.uniform(0.5, 1.5) : random.normal(0, 0.3));
    const values = role === "kernel" ? initial[name]?.values : Float32Array.from({ length: sizeOf(shape) }, draw);
    return [name, { shape, values: values ?? [] }] as const;
  });
  return Object.fromEntries(drawn);
}

function examplesOf({ nodes }: Architecture): Float32Array[] {
  const random = new Random(3, "examples");
  const size = sizeOf(nodes[0]?.shape ?? []);
  return Array.from({ length: batch }, () => Float32Array.from({ length: size }, () => random.normal()));
}
