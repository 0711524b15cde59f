import { choice, isPlainObject, made } from "../core/kinds.ts";
import type { DataSpec } from "./spec.ts";

/** What spiral(), shapes(), cifar10() and identityPairs() return. Whether its values can be used turns out where it is read. */
export const dataKind = made<DataSpec>(
  "data set",
  (value) => isPlainObject(value) && typeof value["kind"] === "string",
  "Pass spiral(), shapes(), cifar10() or identityPairs().",
);

/** Which of a data set's examples. */
export const splitKind = choice("test", "training");
