import { loadPart } from "../../browser/load-part.ts";
import * as Generators from "../runtime/generators.ts";
import type { CellModules } from "../runtime/import-module.ts";
import { Mutable } from "../runtime/mutable.ts";
import { nameClasses, nameSerializable } from "../runtime/name-classes.ts";
import { FileAttachment } from "./refuse-file.ts";
import { resize } from "../runtime/resize.ts";

/** What cells can name as in Observable's standard library. Packages are loaded when the first cell uses them. */
export const standard = {
  Generators: () => Generators,
  Mutable: () => Mutable,
  resize: () => resize,
  now: () => Generators.now(),
  dark: () => Generators.dark(),
  Inputs: () => loadPart("Inputs", () => import("../runtime/inputs.ts")),
  Plot: async () => nameClasses(await loadPart("Plot", () => import("@observablehq/plot"))),
  d3: async () => nameClasses(await loadPart("d3", () => import("d3"))),
  htl: loadTemplates,
  html: async () => (await loadTemplates()).html,
  svg: async () => (await loadTemplates()).svg,
  tf: loadTensorFlow,
  FileAttachment: () => FileAttachment,
};

/** What cells can import, and the same copies that they can name: a chart of an imported Plot is a Plot of the page. */
export const modules: CellModules = {
  d3: standard.d3,
  "@observablehq/plot": standard.Plot,
  "@observablehq/inputs": standard.Inputs,
  htl: standard.htl,
  "@tensorflow/tfjs": standard.tf,
  "observablehq:stdlib": () => Promise.resolve({ FileAttachment, Generators, Mutable, resize }),
};

function loadTemplates() {
  return loadPart("htl", () => import("htl"));
}

/** On the page only where a cell names `tf`; training has its own copy in the worker. */
async function loadTensorFlow(): Promise<object> {
  const tf = await loadPart("tf", () => import("@tensorflow/tfjs"));
  await tf.ready();
  nameSerializable(tf.serialization as unknown as Parameters<typeof nameSerializable>[0]);
  return nameClasses(tf);
}
