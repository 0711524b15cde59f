import type { TrainedNets } from "../../export/program-text.ts";
import { evaluateCell } from "../../host/runtime/evaluate-cell.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { CompiledCell } from "../../notebook/chapter.ts";
import type { Architecture } from "../../models/graph.ts";
import { architectureKind } from "../../models/kinds.ts";

/** For a name that another cell has not given a value yet, in milliseconds. */
const patience = 2000;

/**
 * The nets that the cells of the open page train. A training says nothing of its nets but their names, so the beginning of
 * each cell is computed once more, up to what it hands to `train`, which trains nothing here. Cells of whose text nothing
 * has run yet, and that are not as published, are left alone; so are all of a page that was opened without running anything.
 */
export async function readTrainedNets(notebook: Notebook): Promise<TrainedNets> {
  const nets = new Map<string, readonly Architecture[]>();
  if (notebook.isHeld) return nets;
  for (const { id, compiled, state } of notebook.graph) {
    if (!compiled.inputs.includes("train")) continue;
    const { edited, added } = notebook.view(id);
    if ((edited || added) && state.kind !== "done") continue;
    const found = await readNets(notebook, id, compiled).catch(() => []);
    if (found.length > 0) nets.set(id, found);
  }
  return nets;
}

async function readNets(notebook: Notebook, id: string, compiled: CompiledCell): Promise<readonly Architecture[]> {
  const given: unknown[] = [];
  const stubs: Readonly<Record<string, unknown>> = {
    train: (arms: unknown) => {
      given.push(arms);
      return untrained();
    },
    display: (value: unknown) => value,
    view: () => new Promise(() => undefined),
    invalidation: new Promise(() => undefined),
    visibility: async () => undefined,
  };
  const names = compiled.inputs.filter((name) => !Object.hasOwn(stubs, name));
  const inputs = new Map(await Promise.all(names.map(async (name) => [name, await valueOf(notebook, name)] as const)));
  const run = evaluateCell(id, compiled);
  // What comes behind the training has nothing to go on with, and may fail.
  const outcome = Promise.resolve(run(...compiled.inputs.map((name) => stubs[name] ?? inputs.get(name))));
  outcome.catch(() => undefined);
  await Promise.race([outcome.catch(() => undefined), new Promise((turn) => setTimeout(turn))]);
  return given.flatMap(netsOf);
}

/** A training that never shows anything. */
async function* untrained(): AsyncGenerator<never> {
  await new Promise(() => undefined);
}

/**
 * The present value of a name. What has none, or none outside of a run, as functions that ask the engine, becomes one
 * that never answers: it may stand behind the training, where it does not matter.
 */
async function valueOf(notebook: Notebook, name: string): Promise<unknown> {
  const body = `(${name}) => [${name}]`;
  const asked = { body, inputs: [name], outputs: [], autodisplay: false, prefixLines: 0 };
  const silent = () => new Promise(() => undefined);
  const asking = notebook.evaluate(`what ${name} is`, asked, AbortSignal.timeout(patience));
  return ((await asking.catch(() => [silent])) as readonly [unknown])[0];
}

/** One net, several, nets by name, or arms that hold one each. */
function netsOf(arms: unknown): readonly Architecture[] {
  if (isNet(arms)) return [arms];
  const parts = typeof arms === "object" && arms !== null ? (Object.values(arms) as unknown[]) : [];
  return parts.flatMap((part) => {
    const net = typeof part === "object" && part !== null && "architecture" in part ? part.architecture : part;
    return isNet(net) ? [net] : [];
  });
}

function isNet(value: unknown): value is Architecture {
  try {
    architectureKind.read("export", "the net", value);
    return true;
  } catch {
    return false;
  }
}
