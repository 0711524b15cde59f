import type { CompiledCell } from "../../../notebook/chapter.ts";

/** A cell that compiled. */
export interface JobCell {
  readonly id: string;
  readonly compiled: Pick<CompiledCell, "body" | "inputs" | "outputs">;
}

/** A name to look at, or, with arguments, a function to call. */
export interface JobCall {
  readonly of: string;
  /** A JSON list, from which every call gets copies of its own; null: the value itself is wanted. */
  readonly args: string | null;
  /** What comes back is handed to this function of the course's. */
  readonly as?: "architecture";
}

export interface JobLimits {
  /** By the clock, for all cells and calls together. */
  readonly seconds: number;
  readonly consoleCharacters: number;
  /** Of one value, written as JSON. */
  readonly valueCharacters: number;
}

/** One answer to be run: the cells that it is made of, in an order in which they can be evaluated, and what is asked of it. */
export interface Job {
  readonly cells: readonly JobCell[];
  readonly calls: readonly JobCall[];
  readonly limits: JobLimits;
}

/** What the frame hands to a worker: a job, or what is left of one after a worker hung. */
export interface WorkerJob extends Job {
  /** Begins every message of the harness; the student's code does not know it. */
  readonly token: string;
  /** The first call that is still to be made. */
  readonly from: number;
}

/** What the worker says, as JSON behind the token. */
export type WorkerMessage =
  | { readonly kind: "cells"; readonly failed: readonly { readonly id: string; readonly message: string }[] }
  | { readonly kind: "call"; readonly at: number; readonly seen: unknown }
  | { readonly kind: "attempt"; readonly what: string }
  | { readonly kind: "console"; readonly text: string }
  | { readonly kind: "done" };
