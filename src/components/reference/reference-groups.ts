import type { FunctionDoc } from "../../editor/api-doc.ts";
import { courseFunctions } from "../../editor/api-docs.ts";

/** A part of the reference. */
export interface ReferenceGroup {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly docs: readonly FunctionDoc[];
}

/** What the groups of the library are called on the page, in its order. */
const titles: Readonly<Record<string, readonly [title: string, text: string]>> = {
  models: [
    "Nets",
    "Architectures are plain data: a function for each of the papers' nets, and the operations and blocks to build others. Nothing is computed until they are trained.",
  ],
  data: [
    "Data",
    "Data sets are described here and made where they are needed. Every reader has them, from a seed; only CIFAR-10 has to be brought.",
  ],
  signals: [
    "Signals",
    "What becomes of signals and gradients in random nets, and the formulas for it: arithmetic, nothing is trained.",
  ],
  training: [
    "Training",
    "Trainings and questions about trained nets run beside the page, one after the other; a cell that asks can be stopped, and paused.",
  ],
  effects: ["Effects and verdicts", "One number for each seed, and what a claim's threshold makes of it."],
  charts: ["Charts", "Figures of runs, nets and analyses. What computes X is drawn by XChart."],
  widgets: [
    "Figures to work on",
    "Blocks to wire, to trace and to break by hand, and the papers' tables to sort. They compute with the course's nets; nothing is trained.",
  ],
  programs: ["Programs and files", "A net as a program of other libraries, and what a reader takes along."],
  page: ["Text and controls", "What stands in the text around the experiments."],
};

/** @throws Error if a function belongs to a group that the page does not know */
export function groupFunctions(docs = courseFunctions): readonly ReferenceGroup[] {
  const stranger = docs.find(({ group = "" }) => !Object.hasOwn(titles, group));
  if (stranger)
    throw new Error(`${stranger.name} is in the group "${stranger.group}", which the reference does not know`);
  return Object.entries(titles).map(([group, [title, text]]) => {
    return { id: `group-${group}`, title, text, docs: docs.filter((doc) => doc.group === group) };
  });
}
