import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { exportParameters } from "../../src/export/parameter-file.ts";
import { className, functionName, layerNames } from "../../src/export/python-names.ts";
import { toKeras } from "../../src/export/to-keras.ts";
import { toPyTorch } from "../../src/export/to-pytorch.ts";
import type { Architecture } from "../../src/models/graph.ts";
import type { Library } from "./find-python.ts";
import { batchSize, drawInputs, drawParameters, drawTargets, listChances } from "./program-cases.ts";
import { learningRate, type NamedValues } from "./training-reference.ts";

/** What a generated program says of a net. */
export interface ProgramAnswer {
  readonly count: number;
  /** Standard deviation of each kernel before parameters are loaded. */
  readonly initial: readonly number[];
  /** In evaluation, after a pass in training and the parameters loaded again. */
  readonly output: readonly number[];
  /** One step of SGD from the loaded parameters; null where training leaves something to chance. */
  readonly trained: { readonly loss: number; readonly output: readonly number[]; readonly state: NamedValues } | null;
  /** The layers that leave something to chance, in the graph's order. */
  readonly chances: readonly ChanceAnswer[];
}

/** What a layer did in many passes in training. */
export interface ChanceAnswer {
  /** The share of values that were not zeroed, and of passes in which any was not. */
  readonly keptValues: number;
  readonly keptPasses: number;
  /** How many values and passes that was measured on. */
  readonly values: number;
  readonly passes: number;
  /** Smallest and largest of output / input in training, of values that were kept. */
  readonly factors: readonly [number, number];
  /** Smallest and largest of output / input in evaluation. */
  readonly evaluated: readonly [number, number];
}

/** Runs the programs of all nets in one process: importing the library takes longest. */
export function runPrograms(library: Library, python: string, nets: readonly Architecture[]): Promise<ProgramAnswer[]> {
  return inFolder(async (folder) => {
    const entries = nets.map((net) => ({
      entry: library === "torch" ? className(net) : functionName(net),
      shape: [batchSize, ...(net.nodes[0]?.shape ?? [])],
      inputs: [...drawInputs(net)],
      targetShape: [batchSize, ...(net.nodes.at(-1)?.shape ?? [])],
      targets: [...drawTargets(net)],
      learningRate,
      chances: chanceLayers(net),
    }));
    await writeFile(join(folder, "nets.json"), JSON.stringify(entries));
    for (const [at, net] of nets.entries()) {
      await writeFile(join(folder, `net${at}.py`), programOf(library, net));
      const file = exportParameters(net, drawParameters(net));
      await writeFile(join(folder, `net${at}.safetensors`), Buffer.from(await file.arrayBuffer()));
    }
    return (await runPython(python, ["run-nets.py", library, folder])) as ProgramAnswer[];
  });
}

/** Has one Python read the programs of all nets without running them; says of each what is wrong, or null. */
export function parsePrograms(
  library: Library,
  python: string,
  nets: readonly Architecture[],
): Promise<(string | null)[]> {
  return inFolder(async (folder) => {
    for (const [at, net] of nets.entries()) await writeFile(join(folder, `${at}.py`), programOf(library, net));
    return (await runPython(python, ["parse-programs.py", folder, String(nets.length)])) as (string | null)[];
  });
}

function programOf(library: Library, net: Architecture): string {
  return library === "torch" ? toPyTorch(net) : toKeras(net);
}

function chanceLayers(net: Architecture): string[] {
  const names = layerNames(net.nodes);
  return listChances(net).map((node) => names[net.nodes.indexOf(node)] ?? "");
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "programs-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The script's answers, one line of JSON each. */
async function runPython(python: string, [script, ...options]: readonly [string, ...string[]]): Promise<unknown[]> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await promisify(execFile)(python, [path, ...options], { maxBuffer: 1 << 28 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}
