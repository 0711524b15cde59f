import { choice, isPlainObject, made } from "../core/kinds.ts";
import type { DataSpec } from "./spec.ts";

/** What the functions of data return. Whether its values can be used turns out where it is read. */
export const dataKind = made<DataSpec>(
  "data set",
  (value) => isPlainObject(value) && typeof value["kind"] === "string",
  "Pass spiral(), shapes(), cifar10(), identityPairs() or linearPairs().",
);

/** Which of a data set's examples. */
export const splitKind = choice("test", "training");
