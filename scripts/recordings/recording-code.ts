import type { CodeHashes } from "../../src/course/drawings.ts";
import { isTraining } from "../../src/training/contract/is-training.ts";
import type { DataSpec } from "../../src/data/spec.ts";
import { findUpstream } from "../../src/notebook/cell-graph.ts";
import type { Chapter, ChapterCell } from "../../src/notebook/chapter.ts";
import type { Training } from "../../src/training/contract/protocol.ts";
import { choiceNames, dataCode, engineModules, leavesOut, workCode, type EngineKind } from "./counted-code.ts";
import { libraryModules } from "./library-modules.ts";
import { ModuleGraph } from "./module-graph.ts";

type DataKind = DataSpec["kind"];
const allKinds = Object.keys(dataCode) as DataKind[];

/** Finds the code of the course that recorded values and drawn outputs hang on. */
export class RecordingCode {
  readonly #graph: ModuleGraph;
  readonly #library: ReadonlyMap<string, string>;

  constructor(root = process.cwd()) {
    this.#graph = new ModuleGraph(root);
    this.#library = libraryModules(this.#graph, root);
  }

  /** What computed a manual cell's recorded value. */
  ofValue({ cells }: Pick<Chapter, "cells">, cell: string, value: unknown): CodeHashes {
    const upstream = new Set([cell, ...findUpstream(cells, cell)]);
    const names = namesOf(cells.filter(({ id }) => upstream.has(id)));
    for (const name of choiceNames) names.delete(name);
    const trainings = trainingsOf(value);
    const trained = new Set(trainings.flatMap(({ data }) => (data === undefined ? [] : [data.kind])));
    const engine = trainings[0]?.engine.kind ?? "wasm";
    return this.#reach(names, engine, trained.size > 0 ? trained : this.#kindsOf(names));
  }

  /** What draws the output of a cell, given its own text and those of the automatic cells that it follows from. */
  ofOutput(cells: readonly ChapterCell[]): CodeHashes {
    const names = namesOf(cells);
    return this.#reach(names, "wasm", this.#kindsOf(names));
  }

  /** Data sets that cells name by their functions. */
  #kindsOf(names: ReadonlySet<string>): ReadonlySet<DataKind> {
    const files = new Set([...names].map((name) => this.#library.get(name)));
    return new Set(allKinds.filter((kind) => files.has(dataCode[kind])));
  }

  #reach(names: ReadonlySet<string>, engine: EngineKind, kinds: ReadonlySet<DataKind>): CodeHashes {
    const work = [...names].flatMap((name) => workCode[name] ?? []);
    const own = [...names].flatMap((name) => (name in workCode ? [] : (this.#library.get(name) ?? [])));
    const leaveOut = leavesOut(engine, kinds);
    const isTrained = work.some((path) => path.startsWith("src/training/"));
    const data = isTrained ? [...kinds].map((kind) => dataCode[kind]) : [];
    const roots = [...own.filter((path) => !leaveOut(path)), ...data, ...work];
    return this.#graph.reach([...roots, ...(isTrained ? engineModules(engine) : [])], leaveOut);
  }
}

function namesOf(cells: readonly ChapterCell[]): Set<string> {
  return new Set(cells.flatMap(({ compiled }) => compiled.inputs));
}

/** The trainings in a cell's value: the value itself, or some of its names. */
function trainingsOf(value: unknown): readonly Training[] {
  if (isTraining(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).filter(isTraining) : [];
}
