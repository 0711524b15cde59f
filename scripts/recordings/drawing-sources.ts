import type { CodeHashes, Drawing, Drawings } from "../../src/course/drawings.ts";
import type { RecordedRun } from "../../src/course/recorded-runs.ts";
import { findDependencies } from "../../src/notebook/cell-graph.ts";
import { cellSourceHash } from "../../src/notebook/cell-hashes.ts";
import type { Chapter, ChapterCell } from "../../src/notebook/chapter.ts";
import { hashOf } from "./module-code.ts";
import type { RecordingCode } from "./recording-code.ts";

/** What the outputs of a chapter's cells would be drawn from now, with the code of each. */
export class DrawingSources {
  readonly #chapter: Chapter;
  readonly #runs: ReadonlyMap<string, RecordedRun>;
  readonly #code: RecordingCode;

  constructor(chapter: Chapter, runs: readonly RecordedRun[], code: RecordingCode) {
    this.#chapter = chapter;
    this.#runs = new Map(runs.map((run) => [run.cell, run]));
    this.#code = code;
  }

  codeOf(id: string): CodeHashes {
    return this.#code.ofOutput(this.#sourcesOf(id).filter(({ run }) => run !== "manual"));
  }

  of(id: string): Drawing {
    const sources = this.#sourcesOf(id);
    const automatic = sources.filter((cell) => cell.run !== "manual" || cell.id === id);
    const recorded = sources
      .filter(({ run }) => run === "manual")
      .map((cell) => this.#runs.get(cell.id)?.value ?? null);
    const judges = automatic.some(({ compiled }) => compiled.inputs.includes("verdict"));
    const values = [...recorded.map((value) => JSON.stringify(value)).sort(), judges ? this.#chapter.claims : null];
    return {
      cells: hashOf(JSON.stringify(automatic.map(({ source }) => cellSourceHash(source)).sort())),
      values: hashOf(JSON.stringify(values)),
      code: hashOf(JSON.stringify(Object.values(this.codeOf(id)).sort())),
    };
  }

  /** Of all outputs that there are. */
  all(ids: readonly string[]): Drawings {
    const code = Object.fromEntries(ids.flatMap((id) => Object.entries(this.codeOf(id))));
    return { code, outputs: Object.fromEntries(ids.map((id) => [id, this.of(id)])) };
  }

  /** The cell and what it follows from; what lies behind a recorded value has come about already. */
  #sourcesOf(id: string): ChapterCell[] {
    const { cells } = this.#chapter;
    const dependencies = findDependencies(cells);
    const isManual = new Set(cells.filter(({ run }) => run === "manual").map((cell) => cell.id));
    const found = new Set([id]);
    for (const next of found) {
      if (isManual.has(next)) continue;
      for (const needed of dependencies.get(next) ?? []) found.add(needed);
    }
    return cells.filter((cell) => found.has(cell.id));
  }
}
