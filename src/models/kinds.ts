import { isPlainObject, made } from "../core/kinds.ts";
import type { Architecture } from "./graph.ts";
import type { ParameterRecord } from "./parameters.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** What an operation returns and the next one takes. */
export const tensor = made<SymbolicTensor>(
  "SymbolicTensor",
  (value) => isPlainObject(value) && "operation" in value && "inputs" in value && "shape" in value,
  "Start from input([32, 32, 3]) and pass on what each operation returns, as in relu(conv(x, {filters: 16})).",
);

/** What the functions for nets return. */
export const architectureKind = made<Architecture>(
  "Architecture",
  (value) => isPlainObject(value) && Array.isArray(value["nodes"]) && typeof value["name"] === "string",
  "Make one with plainNet({depth: 20}) or architecture(output).",
);

/** Values by name, as a training with `keepParameters: true` returns them. */
export const parametersKind = made<ParameterRecord>(
  "Parameters",
  (value) => isPlainObject(value) && Object.values(value).every((each) => isPlainObject(each) && "values" in each),
  "Take them from a run that was trained with keepParameters: true, run.runs[0].parameters, or from initialParameters(net).",
);
