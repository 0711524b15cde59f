import { refuse } from "../../core/errors.ts";
import { isPlainObject, type Kind } from "../../core/kinds.ts";
import { needed, optional, readOptions, type OptionsOf, type SettingsOf } from "../../core/options.ts";
import type { Architecture } from "../../models/graph.ts";
import { architectureKind, parametersKind } from "../../models/kinds.ts";
import { requireParameters } from "../../models/require-parameters.ts";
import type { ArmRequest } from "../contract/protocol.ts";
import type { OptimizerSpec } from "../contract/optimizer.ts";
import { optimizerOptions, readOptimizer } from "./read-optimizer.ts";

/** What a cell passes to `train` for one arm. What it says of the optimizer goes before what all arms share. */
const armOptions = {
  architecture: needed(architectureKind, "The arm's net."),
  initial: optional(parametersKind, "Parameters to start from.", "random ones, as the net's initializers say"),
  ...optimizerOptions,
};

type ArmOptions = OptionsOf<typeof armOptions>;

export type Arms = Architecture | readonly Architecture[] | Readonly<Record<string, Architecture | ArmOptions>>;

/** An arm by its name, with what is its own. */
export type NamedArm = readonly [name: string, arm: { readonly architecture: Architecture } & Partial<ArmSettings>];

type ArmSettings = SettingsOf<typeof armOptions>;

/** One net, several, or nets by the names that they are to have; each with settings of its own, if wanted. */
export const armsKind: Kind<readonly NamedArm[], Arms> = {
  type: "Architecture | Architecture[] | {[name]: Architecture | {architecture, initial, learningRate, …}}",
  read: (where, _name, arms) => {
    if (!isPlainObject(arms) || "nodes" in arms) return nameByNets(where, Array.isArray(arms) ? arms : [arms]);
    const entries = Object.entries(arms);
    if (entries.length === 0) return nameByNets(where, []);
    return entries.map(([name, arm]) => [name, readArm(`${where}, arm "${name}"`, arm)]);
  },
};

/**
 * Completes the arms of a training.
 * @param optimizer that of all arms
 */
export function completeArms(arms: readonly NamedArm[], optimizer: OptimizerSpec): ArmRequest[] {
  return arms.map(([name, { architecture, initial, ...own }]) => {
    const overrides = Object.values(own).some((value) => value !== undefined);
    return {
      name,
      architecture,
      ...(initial === undefined ? {} : { initial }),
      ...(overrides ? { optimizer: readOptimizer(`train, arm "${name}"`, own as ArmSettings, optimizer) } : {}),
    };
  });
}

function nameByNets(where: string, arms: readonly unknown[]): readonly NamedArm[] {
  if (arms.length === 0) throw refuse(where, "there is no net to train", "Pass at least one architecture.");
  const architectures = arms.map((arm, at) =>
    architectureKind.read(where, arms.length > 1 ? `net ${at + 1}` : "the net", arm),
  );
  const names = architectures.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return architectures.map((architecture) => [architecture.name, { architecture }]);
  throw refuse(where, `two nets are called ${twice}`, "Name them: train({first: …, second: …}, …).");
}

function readArm(where: string, arm: unknown): NamedArm[1] {
  if (isPlainObject(arm) && "architecture" in arm) {
    const read = readOptions(where, arm, armOptions);
    if (read.initial !== undefined) requireParameters(where, read.architecture, read.initial);
    return read;
  }
  return { architecture: architectureKind.read(where, "the net", arm) };
}
