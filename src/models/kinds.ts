import { refuse } from "../core/errors.ts";
import { isPlainObject, made, type Kind } from "../core/kinds.ts";
import { checkGraph } from "./check-graph.ts";
import type { Architecture } from "./graph.ts";
import type { ParameterRecord } from "./parameter-record.ts";

const netLike = made<Architecture>(
  "Architecture",
  (value) => isPlainObject(value) && Array.isArray(value["nodes"]),
  "Make one with plainNet({depth: 20}) or architecture(output).",
);

/** What the functions for nets return; plain data that a reader wrote is checked as a graph. */
export const architectureKind: Kind<Architecture> = {
  type: netLike.type,
  read: (where, name, value) => {
    if (isPlainObject(value) && "operation" in value) {
      throw refuse(where, `${name} must be an Architecture, got a symbolic tensor`, "Wrap it: architecture(tensor).");
    }
    const net = netLike.read(where, name, value);
    checkGraph(where, net);
    return net;
  },
};

/** Values by name, as a training with `keepParameters: true` returns them. */
export const parametersKind = made<ParameterRecord>(
  "Parameters",
  (value) => isPlainObject(value) && Object.values(value).every(isEntry),
  "Take them from a run that was trained with keepParameters: true, run.runs[0].parameters, or from initialParameters(net).",
);

function isEntry(value: unknown): boolean {
  if (!isPlainObject(value) || !Array.isArray(value["shape"])) return false;
  const { values } = value;
  return values instanceof Float32Array || (Array.isArray(values) && values.every((each) => typeof each === "number"));
}
