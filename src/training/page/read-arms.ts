import { refuse } from "../../core/errors.ts";
import { checkOptionNames } from "../../core/check-value.ts";
import type { Architecture } from "../../models/graph.ts";
import { requireArchitecture } from "./check-architecture.ts";
import type { ArmRequest } from "../contract/protocol.ts";
import type { OptimizerSpec } from "../contract/optimizer.ts";
import type { Parameters } from "../contract/parameters.ts";
import { optimizerOptionNames, readOptimizer, type OptimizerOptions } from "./read-optimizer.ts";

/** What a cell passes to `train` for one arm. What it says of the optimizer goes before what all arms share. */
export interface ArmOptions extends OptimizerOptions {
  readonly architecture: Architecture;
  /** Start from these parameters instead of random ones. */
  readonly initial?: Parameters;
}

export type Arms = Architecture | readonly Architecture[] | Readonly<Record<string, Architecture | ArmOptions>>;

/**
 * Completes and checks the arms of a training.
 * @param optimizer that of all arms
 * @throws CourseError that says which arm cannot be used, and what would work
 */
export function readArms(arms: Arms, optimizer: OptimizerSpec): ArmRequest[] {
  return nameArms(arms).map(([name, arm]) => readArm(name, arm, optimizer));
}

function nameArms(arms: unknown): (readonly [name: string, arm: unknown])[] {
  if (typeof arms === "object" && arms !== null && !Array.isArray(arms) && !("nodes" in arms)) {
    const entries = Object.entries(arms);
    if (entries.length > 0) return entries;
  }
  const list: unknown[] = Array.isArray(arms) ? arms : [arms];
  if (list.length === 0) throw refuse("train", "there is no net to train", "Pass at least one architecture.");
  const architectures = list.map((arm) => requireArchitecture("train", arm));
  const names = architectures.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return architectures.map((architecture) => [architecture.name, architecture]);
  throw refuse("train", `two nets are called ${twice}`, "Name them: train({first: …, second: …}, …).");
}

function readArm(name: string, arm: unknown, general: OptimizerSpec): ArmRequest {
  const where = `train, arm "${name}"`;
  if (typeof arm !== "object" || arm === null || !("architecture" in arm)) {
    return { name, architecture: requireArchitecture(where, arm) };
  }
  checkOptionNames(where, arm, ["architecture", "initial", ...optimizerOptionNames]);
  const { architecture, initial, ...own } = arm as ArmOptions;
  requireArchitecture(where, architecture);
  const overrides = Object.values(own).some((value) => value !== undefined);
  return {
    name,
    architecture,
    ...(initial === undefined ? {} : { initial }),
    ...(overrides ? { optimizer: readOptimizer(where, own, general) } : {}),
  };
}
