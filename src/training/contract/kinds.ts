import { isPlainObject, made } from "../../core/kinds.ts";
import type { Examples, Training } from "./protocol.ts";

/** What `train` yields. */
export const trainingKind = made<Training>(
  "Training",
  (value) => isPlainObject(value) && Array.isArray(value["runs"]) && "totalSteps" in value,
  "Pass what a cell with train(…) defines.",
);

/** What `examples` returns. */
export const examplesKind = made<Examples>(
  "Examples",
  (value) => isPlainObject(value) && "inputs" in value && Array.isArray(value["shape"]),
  "Pass await examples(spiral()).",
);
