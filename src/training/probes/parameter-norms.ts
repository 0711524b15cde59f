import type { Architecture } from "../../models/graph.ts";
import { listParameters } from "../../models/parameters.ts";
import type { Batch, Session } from "../contract/session.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { ParameterNorms, UpdateNorms } from "../contract/measurements.ts";
import { distance, norm, type Values } from "../../core/statistics.ts";

/** ‖·‖₂ of the values of every trained parameter: weights, or gradients with respect to them. */
export function parameterNorms(architecture: Architecture, values: Parameters): ParameterNorms {
  const parameters = trained(architecture);
  return { parameters, norm: parameters.map((name) => norm(of(values, name))) };
}

/** ‖after − before‖₂ of every trained parameter, and the same as a multiple of ‖before‖₂. */
function updateNorms(architecture: Architecture, before: Parameters, after: Parameters): UpdateNorms {
  const parameters = trained(architecture);
  const norms = parameters.map((name) => distance(of(after, name), of(before, name)));
  const relative = parameters.map((name, at) => {
    const size = norm(of(before, name));
    return size > 0 ? (norms[at] ?? 0) / size : null;
  });
  return { parameters, norm: norms, relative };
}

/** What the next update, with this batch, will change: it is done and taken back. */
export async function tryUpdate(session: Session, architecture: Architecture, batch: Batch): Promise<UpdateNorms> {
  const before = await session.state();
  try {
    await session.step(batch);
    return updateNorms(architecture, before.parameters, await session.parameters());
  } finally {
    await session.restore(before);
  }
}

function trained(architecture: Architecture): string[] {
  const slots = listParameters(architecture).filter(({ trainable }) => trainable);
  return slots.map(({ name }) => name);
}

function of(parameters: Parameters, name: string): Values {
  return parameters[name]?.values ?? [];
}
