import { formatCount, listInWords } from "../charts/frame/number-format.ts";
import type { Claim } from "../notebook/chapter.ts";
import type { Training } from "../training/contract/protocol.ts";
import type { ArmSettings, TrainingSettings } from "../training/contract/settings.ts";
import type { EffectOrigin } from "./effect-origin.ts";
import { dataDifferences, optimizerDifferences, sharedDifferences } from "./settings-words.ts";

/** Fewer seeds than the chapter has recorded may do, but not fewer than these. */
const fewestSeeds = 3;

/** One net of a training, with all that it was trained with. */
interface Arm {
  readonly settings: TrainingSettings;
  readonly arm: ArmSettings;
  readonly parameterCount: number | undefined;
  readonly seeds: ReadonlySet<number>;
}

/**
 * In what the experiment that effects come from differs from the one that a claim's threshold was fixed for, which is the
 * chapter's recorded one: clauses such as "steps: 30 instead of 400". Seeds may be others, and more; those of drawn data
 * too. Nothing where no recording says what the settings were, and for derived claims, which hold whatever they are.
 * @param recorded what the chapter has recorded of the cells that the claim's verdict hangs on
 */
export function findDifferences(
  origin: EffectOrigin,
  recorded: readonly Training[],
  claim: Pick<Claim, "badge" | "bySign">,
): readonly string[] {
  const known = recorded.flatMap(armsOf);
  if (known.length === 0 || claim.badge === "derived") return [];
  if (origin.training.settings === undefined) return ["nobody knows with which settings it was trained"];
  const own = armsOf(origin.training);
  const names = namesOf(origin, own, known);
  const unknown = names.filter((name) => !known.some(({ arm }) => arm.name === name));
  const pairs = own
    .filter(({ arm }) => names.includes(arm.name) && !unknown.includes(arm.name))
    .map((each) => ({ own: each, recorded: nearest(each, known) }));
  const all = [
    ...unknown.map((name) => `${name} is no arm of the claim's experiment`),
    ...pairs.flatMap(netDifference),
    ...pairs.flatMap((pair) => sharedOf(pair, origin.isProbed)),
    ...ofArms(pairs),
    ...pairs.flatMap((pair) => seedDifferences(pair, claim)),
  ];
  return [...new Set(all)];
}

interface Pair {
  readonly own: Arm;
  readonly recorded: Arm;
}

function armsOf({ settings = [], runs }: Training): Arm[] {
  return settings.flatMap((each) =>
    each.arms.map((arm) => {
      const its = runs.filter((run) => run.arm === arm.name);
      const seeds = new Set(its.map(({ seed }) => seed));
      return { settings: each, arm, parameterCount: its[0]?.parameterCount, seeds };
    }),
  );
}

/** Where a cell made its numbers of several lists, any arm that the claim's experiment has may be in them. */
function namesOf({ arms, hasOthers }: EffectOrigin, own: readonly Arm[], known: readonly Arm[]): string[] {
  const shared = own.map(({ arm }) => arm.name).filter((name) => known.some(({ arm }) => arm.name === name));
  return [...new Set([...arms, ...(hasOthers ? shared : [])])];
}

/** Several recorded trainings may have an arm of the name: that which differs least is the one that was meant. */
function nearest(own: Arm, known: readonly Arm[]): Arm {
  const named = known.filter(({ arm }) => arm.name === own.arm.name);
  const count = (recorded: Arm) =>
    [netDifference, (pair: Pair) => sharedOf(pair, true), ofArm].flatMap((of) => of({ own, recorded })).length;
  return named.reduce((best, each) => (count(each) < count(best) ? each : best));
}

function netDifference({ own, recorded }: Pair): string[] {
  const { name } = own.arm;
  if (own.arm.architecture === recorded.arm.architecture) return [];
  if (own.arm.depth !== recorded.arm.depth) return [`${name} has ${own.arm.depth} layers, not ${recorded.arm.depth}`];
  const [count, was] = [own, recorded].map(({ parameterCount = NaN }) => formatCount(parameterCount));
  return [count === was ? `${name} is built otherwise` : `${name} has ${count} parameters, not ${was}`];
}

function sharedOf({ own, recorded }: Pair, isProbed: boolean): string[] {
  return [
    ...dataDifferences(own.settings.data, recorded.settings.data),
    ...sharedDifferences(own.settings, recorded.settings, isProbed),
  ];
}

/** What every arm has alike is said once. */
function ofArms(pairs: readonly Pair[]): string[] {
  const told = new Map<string, Set<string>>();
  for (const pair of pairs)
    for (const words of ofArm(pair)) told.set(words, (told.get(words) ?? new Set()).add(pair.own.arm.name));
  const all = new Set(pairs.map(({ own }) => own.arm.name)).size;
  return [...told].map(([words, names]) => (names.size === all ? words : `${listInWords([...names])}: ${words}`));
}

function ofArm({ own, recorded }: Pair): string[] {
  const start =
    own.arm.isGiven === recorded.arm.isGiven ? [] : [`${own.arm.isGiven ? "given" : "random"} weights at the start`];
  return [...optimizerDifferences(own.arm.optimizer, recorded.arm.optimizer), ...start];
}

function seedDifferences({ own, recorded }: Pair, { bySign }: Pick<Claim, "bySign">): string[] {
  const least = bySign ? recorded.seeds.size : Math.min(fewestSeeds, recorded.seeds.size);
  const { size } = own.seeds;
  return size >= least ? [] : [`${size} ${size === 1 ? "seed" : "seeds"} instead of at least ${least}`];
}
