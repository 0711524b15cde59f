import type { Architecture } from "../../models/graph.ts";
import type { Batch, Session } from "../contract/session.ts";
import type { GradientProbe } from "../contract/protocol.ts";
import { measureActivations, measureBlockChanges, measureClipped } from "./activation-statistics.ts";
import { measureBranches } from "./branch-statistics.ts";
import { takeLooks } from "./look.ts";
import type { Measurements, ProbeKind } from "../contract/measurements.ts";
import { parameterNorms, tryUpdate } from "./parameter-norms.ts";

export interface ProbeSettings {
  readonly kinds: readonly ProbeKind[];
  /** Updates done. */
  readonly step: number;
}

/** Measures what is asked for before an update, on its batch. Changes nothing. */
export async function takeProbe(
  session: Session,
  architecture: Architecture,
  batch: Batch,
  settings: ProbeSettings,
): Promise<GradientProbe> {
  const { kinds, step } = settings;
  const gradientNorms = kinds.includes("gradient-norms") ? await session.probe(batch) : [];
  const observed = await observe(session, architecture, batch, settings);
  const ofParameters = await measureParameters(session, architecture, batch, kinds);
  return { step, gradientNorms, ...observed, ...ofParameters };
}

/** All that is read off outputs and gradients at nodes: one pass of the net, or a few where it is large. */
async function observe(
  session: Session,
  architecture: Architecture,
  batch: Batch,
  { kinds }: ProbeSettings,
): Promise<Measurements> {
  const wanted = {
    ...(kinds.includes("activations") ? { activations: measureActivations(architecture) } : {}),
    ...(kinds.includes("clipped") ? { clipped: measureClipped(architecture) } : {}),
    ...(kinds.includes("branches") ? { branches: measureBranches(architecture) } : {}),
    ...(kinds.includes("block-changes") ? { blockChanges: measureBlockChanges(architecture) } : {}),
  };
  const looks = Object.values(wanted).flatMap((measuring) => measuring.looks);
  await takeLooks(session, architecture, batch, looks);
  return Object.fromEntries(Object.entries(wanted).map(([name, { result }]) => [name, result]));
}

async function measureParameters(
  session: Session,
  architecture: Architecture,
  batch: Batch,
  kinds: readonly ProbeKind[],
): Promise<Measurements> {
  const normsOf = (values: Awaited<ReturnType<Session["parameters"]>>) => parameterNorms(architecture, values);
  return {
    ...(kinds.includes("parameter-gradients") ? { parameterGradients: normsOf(await session.gradients(batch)) } : {}),
    ...(kinds.includes("weights") ? { weights: normsOf(await session.parameters()) } : {}),
    ...(kinds.includes("updates") ? { updates: await tryUpdate(session, architecture, batch) } : {}),
  };
}
