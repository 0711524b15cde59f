import { refuse } from "../../src/core/errors.ts";
import type { Stage } from "./stages.ts";

export interface TestOptions {
  readonly help: boolean;
  /** What to run, in the stages' own order. */
  readonly stages: readonly Stage[];
  readonly quick: boolean;
}

/**
 * Reads what stands behind `npm test --`.
 * @throws CourseError that says which arguments there are
 */
export function readTestOptions(given: readonly string[], stages: readonly Stage[]): TestOptions {
  let only: readonly string[] | null = null;
  let [quick, help] = [false, false];
  for (let at = 0; at < given.length; at++) {
    const [name = "", ...values] = (given[at] ?? "").split("=");
    if (name === "--only")
      only = [...(only ?? []), ...readNames(values.length > 0 ? values.join("=") : given[++at], stages)];
    else if (given[at] === "--quick") quick = true;
    else if (given[at] === "--help" || given[at] === "-h") help = true;
    else
      throw refuse("npm test", `there is no argument "${given[at]}"`, "There are --only STAGES, --quick and --help.");
  }
  const chosen = stages.filter((stage) => (only ? isNamed(stage, only) : !quick || stage.quick));
  const slow = quick ? chosen.find((stage) => !stage.quick) : undefined;
  if (slow) {
    const names = listNames(stages.filter((stage) => stage.quick));
    throw refuse("npm test", `--quick has no "${slow.name}"`, `It has ${names}. Leave --quick out.`);
  }
  return { help, quick, stages: chosen };
}

function readNames(given: string | undefined, stages: readonly Stage[]): string[] {
  const remedy = `There are ${listNames(stages)}, and browser and claims for all parts of these; for several write --only build,browser.`;
  if (given === undefined || given === "" || given.startsWith("--"))
    throw refuse("npm test", "--only needs a stage", remedy);
  const names = given.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !stages.some((stage) => isNamed(stage, [name])));
  if (unknown !== undefined) throw refuse("npm test", `no stage is called "${unknown}"`, remedy);
  return names;
}

function isNamed({ name, group }: Stage, names: readonly string[]): boolean {
  return names.includes(name) || (group !== undefined && names.includes(group));
}

function listNames(stages: readonly Stage[]): string {
  return stages.map(({ name }) => name).join(", ");
}

/** What `npm test -- --help` prints. */
export function formatHelp(stages: readonly Stage[]): string {
  const width = Math.max(...stages.map(({ name }) => name.length));
  return [
    "npm test                        every stage, also after one has failed",
    "npm test -- --only unit         one stage, or several: build,browser",
    "npm test -- --quick             for everyday work: the stages marked *, with caches in .cache/",
    "npm test -- --quick --only lint,types",
    "",
    "Stages, in their order (browser is pages and trainings, claims both parts of the claims):",
    ...stages.map(({ name, help, quick }) => `  ${quick ? "*" : " "} ${name.padEnd(width)}  ${help}`),
    "",
    'The last line says "N passed, N failed", and "N skipped" where something could not run on this machine.',
  ].join("\n");
}
