import { parseArgs } from "node:util";
import { refuse } from "../../src/core/errors.ts";
import { nearestName } from "../../src/core/check-value.ts";
import { engineGroups, engineNames, type EngineName } from "./engines.ts";
import { largeNets, nets, type BenchNet } from "./nets.ts";

/** What ANGLE may draw with; "default" is what is usual on the operating system. */
const graphicsInterfaces = ["default", "vulkan", "gl", "metal", "d3d11"] as const;
export type GraphicsInterface = (typeof graphicsInterfaces)[number];

export interface BenchOptions {
  readonly nets: readonly BenchNet[];
  readonly engines: readonly EngineName[];
  /** Measure the frames of a chapter's page while it trains. */
  readonly page: boolean;
  /** Measure pages of few and of many cells. */
  readonly cells: boolean;
  /** Measure a training that several workers share. */
  readonly pool: boolean;
  /** Measure how the chapters are laid out. */
  readonly layout: boolean;
  /** Measure the grading of a class. */
  readonly grading: boolean;
  /** In that class. */
  readonly students: number;
  /** Weigh the pages of a built site, compare them with their budget, and open them on a slow line. */
  readonly pages: boolean;
  /** A built site whose layout is measured, or which is weighed; null: the one that is built for it, or dist/. */
  readonly site: string | null;
  readonly rounds: number;
  /** Seconds that one engine may take with one net; without end where everything is to be measured. */
  readonly budgetSeconds: number;
  readonly json: string | null;
  /** Null: WebGL in software. */
  readonly gpu: GraphicsInterface | null;
  readonly seed: number;
}

const where = "npm run bench";
const usual = { rounds: "3", budget: "60", seed: "1", students: "300" } as const;

const usage = `npm run bench -- [options]
  --only LIST     nets (${[...nets, ...largeNets].map(({ name }) => name).join(", ")}; R20 is R20w8 and R20w16),
                  engines (${[...engineNames, ...Object.keys(engineGroups)].join(", ")}),
                  page: how smooth a chapter stays while it trains,
                  cells: how fast a page of 200 cells opens, follows edits and takes letters,
                  pool: how much faster several workers train than one, here and on paper,
                  layout: how long the chapters are, and what of them is figures, prose, code, blank,
                  or grading: what a made-up class takes, whether the grader is killed on the way or not
  --students N    of that class (${usual.students})
  --site FOLDER   measures the layout, or weighs the pages, of a site that was built before, as of another version
  --pages         weighs the built site in dist/, compares it with scripts/bench/page-budget.json, and opens its
                  chapters on a slow line with a slow processor
  --rounds N      turns of every engine (${usual.rounds})
  --budget S      seconds for an engine with a net; what would take longer is left out and said (${usual.budget})
  --full          no budget: everything is measured, however long it takes
  --seed N        of the weights and batches, and of the class (${usual.seed})
  --gpu [WITH]    WebGL on the graphics processor: ${graphicsInterfaces.join(", ")}
  --json FILE     the same as data
`;

/**
 * Reads the command line.
 * @throws CourseError that says what would work
 */
export function readOptions(given: readonly string[]): BenchOptions {
  const values = parse(given);
  return {
    ...chooseParts(values.only),
    ...(values.pages && { nets: [], engines: [] }),
    pages: values.pages,
    rounds: readCount("--rounds", values.rounds, { least: 1, usual: usual.rounds }),
    budgetSeconds: values.full ? Infinity : readCount("--budget", values.budget, { least: 1, usual: usual.budget }),
    json: values.json ?? null,
    site: values.site ?? null,
    gpu: values.gpu === undefined ? null : readInterface(values.gpu),
    students: readCount("--students", values.students, { least: 4, usual: usual.students }),
    seed: readCount("--seed", values.seed, { least: 0, usual: usual.seed }),
  };
}

function parse(given: readonly string[]) {
  // Alone it means the usual one: the parser knows no values that may be left out
  const args = given.map((each, at) => {
    const alone = each === "--gpu" && (given[at + 1] ?? "--").startsWith("--");
    return alone ? "--gpu=default" : each;
  });
  try {
    return parseArgs({
      args,
      options: {
        only: { type: "string", default: "" },
        rounds: { type: "string", default: usual.rounds },
        budget: { type: "string", default: usual.budget },
        full: { type: "boolean", default: false },
        pages: { type: "boolean", default: false },
        seed: { type: "string", default: usual.seed },
        students: { type: "string", default: usual.students },
        gpu: { type: "string" },
        json: { type: "string" },
        site: { type: "string" },
      },
    }).values;
  } catch (error) {
    const problem = error instanceof Error ? error.message.replace(/\..*$/s, "") : String(error);
    throw refuse(where, problem, `It takes:\n${usage}`);
  }
}

/** Parts that measure pages, not engines. */
const pageParts = ["page", "cells", "pool", "layout", "grading"] as const;

/** Nets alone run in every engine, engines alone with every usual net. */
function chooseParts(only: string): Pick<BenchOptions, "nets" | "engines" | (typeof pageParts)[number]> {
  const names = only
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const all = [...nets, ...largeNets];
  const chosenNets = new Set<string>();
  const chosenEngines = new Set<string>();
  for (const name of names.filter((name) => !pageParts.some((part) => part === name))) {
    const found = findNets(name);
    const engines = engineGroups[name] ?? engineNames.filter((engine) => engine === name);
    if (found.length + engines.length === 0) throw refuseName(name);
    for (const net of found) chosenNets.add(net.name);
    for (const engine of engines) chosenEngines.add(engine);
  }
  const has = (part: (typeof pageParts)[number]): boolean => names.includes(part);
  const pages = {
    ...{ page: has("page"), cells: has("cells"), pool: has("pool"), layout: has("layout"), grading: has("grading") },
  };
  if (pageParts.some(has) && chosenNets.size + chosenEngines.size === 0) return { nets: [], engines: [], ...pages };
  return {
    nets: chosenNets.size === 0 ? nets : all.filter(({ name }) => chosenNets.has(name)),
    engines: chosenEngines.size === 0 ? engineNames : engineNames.filter((name) => chosenEngines.has(name)),
    ...pages,
  };
}

function findNets(name: string): readonly BenchNet[] {
  const exact = [...nets, ...largeNets].filter((net) => net.name === name);
  return exact.length > 0 ? exact : nets.filter(({ depth }) => `R${depth}` === name);
}

function refuseName(name: string): Error {
  const depths = [...new Set(nets.map(({ depth }) => `R${depth}`))];
  const netNames = [...depths, ...nets.map((net) => net.name), ...largeNets.map((net) => net.name)];
  const known = [...netNames, ...engineNames, ...Object.keys(engineGroups), ...pageParts];
  const nearest = nearestName(name, known);
  const hint = nearest === null ? "" : `Did you mean '${nearest}'? `;
  return refuse(where, `--only knows no '${name}'`, `${hint}Names are ${known.join(", ")}.`);
}

function readCount(
  option: string,
  text: string,
  { least, usual }: { readonly least: number; readonly usual: string },
): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least) return value;
  throw refuse(where, `${option} must be an integer of at least ${least}, got "${text}"`, `Try ${option} ${usual}.`);
}

function readInterface(text: string): GraphicsInterface {
  const found = graphicsInterfaces.find((each) => each === text);
  if (found !== undefined) return found;
  throw refuse(where, `--gpu knows no '${text}'`, `Use ${graphicsInterfaces.join(", ")}, or --gpu alone.`);
}
