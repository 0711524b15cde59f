import { refuse } from "../core/errors.ts";
import { formatShape, sameShape, sizeOf } from "../core/shape.ts";
import type { Architecture } from "./graph.ts";
import type { ParameterEntry, ParameterRecord } from "./parameter-record.ts";
import { slotsOf } from "./parameters.ts";

const remedy = "Pass the parameters of a run of this architecture, trained with keepParameters: true.";

/**
 * The one check of a net's parameters, wherever they come from: a cell, a file, a session's state.
 * @param where the function that was given both
 * @throws CourseError if they are not the parameters of this net: one is missing, or has another shape
 */
export function requireParameters(where: string, architecture: Architecture, parameters: ParameterRecord): void {
  for (const { name, shape } of slotsOf(architecture)) {
    const given = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    const problem = given === undefined ? "it is missing" : misfitOf(given, shape);
    if (problem === null) continue;
    throw refuse(where, `${architecture.name} needs ${name} of shape ${formatShape(shape)}, but ${problem}`, remedy);
  }
}

function misfitOf({ shape, values }: ParameterEntry, wanted: readonly number[]): string | null {
  if (!sameShape(shape, wanted)) return `its shape is ${formatShape(shape)}`;
  return values.length === sizeOf(wanted) ? null : `it holds ${values.length} values`;
}
