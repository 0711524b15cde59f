import { refuse } from "../core/errors.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import type { Architecture } from "./graph.ts";
import type { ParameterRecord } from "./parameter-record.ts";
import { slotsOf } from "./parameters.ts";

/**
 * @param where the function that was given both
 * @throws CourseError if they are not the parameters of this net: one is missing, or has another shape
 */
export function requireParameters(where: string, architecture: Architecture, parameters: ParameterRecord): void {
  for (const { name, shape } of slotsOf(architecture)) {
    const given = parameters[name];
    if (given !== undefined && sameShape(given.shape, shape)) continue;
    const got = given === undefined ? "it is missing" : `its shape is ${formatShape(given.shape)}`;
    throw refuse(
      where,
      `${architecture.name} needs ${name} of shape ${formatShape(shape)}, but ${got}`,
      "Pass the parameters of a run of this architecture, trained with keepParameters: true.",
    );
  }
}
