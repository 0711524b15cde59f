import { refuse } from "../../core/errors.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Architecture } from "../../models/graph.ts";
import { slotsOf } from "../../models/parameters.ts";
import { requireParameters } from "../../models/require-parameters.ts";
import type { SessionState } from "../contract/session.ts";

/**
 * Makes sure that a session of a net can go on from a state, whoever kept it.
 * @param where the function that asks
 * @throws CourseError if its parameters are not the net's, or what the optimizer remembers is of another size
 */
export function requireState(
  where: string,
  architecture: Architecture,
  { parameters, moments }: Pick<SessionState, "parameters" | "moments">,
): void {
  requireParameters(where, architecture, parameters);
  const sizes = new Map(slotsOf(architecture).map(({ name, shape }) => [name, sizeOf(shape)]));
  for (const [name, { values }] of moments.flatMap((moment) => Object.entries(moment))) {
    if (sizes.get(name) === values.length) continue;
    const problem = `what its optimizer remembers of ${name} does not fit ${architecture.name}`;
    throw refuse(where, problem, "Go on with the architecture of the run that was saved.");
  }
}
