import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { refuse } from "../../src/core/errors.ts";

const engines = ["auto", "webgl", "wasm", "tfjs"] as const;
const sizes = ["full", "small"] as const;

export interface ClaimsOptions {
  /** Numbers or slugs of chapters; empty: all of them. */
  readonly chapters: readonly string[];
  /** Ids of claims; null: all of them. */
  readonly claims: readonly string[] | null;
  /** Training cells that are run besides those that the claims need; null: all of them when recording. */
  readonly cells: readonly string[] | null;
  /** In the place of the chapter's own; null: those. */
  readonly seeds: readonly number[] | null;
  readonly size: (typeof sizes)[number];
  readonly engine: (typeof engines)[number];
  readonly json: string | null;
  /** Keep what the cells computed as the recorded runs that the pages show. */
  readonly record: boolean;
  /** With `record`: draw the pages' outputs again from the recorded runs as they are, and train nothing. */
  readonly outputs: boolean;
  /** With `record`: what manual cells compute with knobs turned to the chapters' stops. */
  readonly stops: boolean;
  /** Compute the beginning of every recorded run again, and compare. */
  readonly replay: boolean;
  /** With `replay`: not only the beginning. */
  readonly whole: boolean;
  /** With `replay`: write that what agrees is of the present code. */
  readonly renew: boolean;
  /** Measure the claims over seeds that the pages do not use, and keep that as what thresholds come from. */
  readonly reference: boolean;
  readonly shard: Shard;
  /** A built site, in the place of building one. */
  readonly site: string | null;
  /** What recordings say of the machine. */
  readonly device: string;
}

/** The `index`-th of `count` parts, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const where = "npm run claims";

const usage = `npm run claims -- [options]
  --chapter LIST  numbers or names: 2, degradation (all)
  --claim LIST    E-D1,E-D7 (all)
  --cell LIST     plainRuns,yourRuns: these training cells, whether a claim needs them or not
  --seeds LIST    1,2,3 in the place of the chapter's own
  --size SIZE     full, or small: the small setting that the chapter states (full)
  --engine NAME   ${engines.join(", ")} (auto; with --record wasm, which can be replayed anywhere)
  --json FILE     the same as data
  --record        keep the results as the recorded runs that the pages show
  --outputs       with --record: draw the outputs again, from the recorded runs as they are
  --stops         with --record: what the cells compute with knobs turned to the chapter's stops, as far as it is missing
  --replay        compute the beginning of every recorded run again, without a browser, and compare
  --whole         with --replay: to the end of every run
  --renew         with --replay: write that what agrees is of the present code; runs of other cells are computed whole
  --reference     measure the claims over 20 seeds that the pages do not use, without a browser, and keep that
  --shard I/N     the I-th of N parts, of about the same length
  --site DIR      a built site, in the place of building one
  --device TEXT   what recordings say of the machine
`;

/**
 * Reads the command line.
 * @throws CourseError that says what would work
 */
export function readOptions(given: readonly string[]): ClaimsOptions {
  const values = parse(given);
  const options: ClaimsOptions = {
    chapters: splitList(values.chapter),
    claims: chooseClaims(values),
    cells: values.cell === undefined ? null : splitList(values.cell),
    seeds: values.seeds === undefined ? null : readSeeds(values.seeds),
    size: readWord("--size", values.size, sizes),
    engine: readWord("--engine", values.engine ?? (values.record ? "wasm" : "auto"), engines),
    json: values.json ?? null,
    record: values.record,
    outputs: values.outputs,
    stops: values.stops,
    replay: values.replay,
    whole: values.whole,
    renew: values.renew,
    reference: values.reference,
    shard: readShard(values.shard),
    site: values.site ?? null,
    device: values.device ?? describeMachine(),
  };
  checkTogether(options);
  return options;
}

function checkTogether(options: ClaimsOptions): void {
  if (options.record && (options.seeds !== null || options.size === "small")) {
    const remedy = "Leave out --seeds and --size, or --record.";
    throw refuse(where, "--record keeps what the chapter's own cells compute, with their own settings", remedy);
  }
  if (options.replay && options.shard.count > 1) {
    throw refuse(where, "--replay takes no --shard", "Choose with --chapter and --cell.");
  }
  if (options.record && options.replay) {
    throw refuse(where, "--replay computes recorded runs again, and --record makes others", "Leave out one of them.");
  }
  if (options.reference && (options.record || options.replay || options.seeds !== null || options.size === "small")) {
    const remedy = "Leave out --record, --replay, --seeds and --size; --chapter and --claim choose claims.";
    throw refuse(where, "--reference measures with seeds of its own and the chapters' full settings", remedy);
  }
  if (options.outputs && !options.record) {
    throw refuse(where, "--outputs draws what is to be kept", "Write npm run record -- --outputs.");
  }
  if (options.stops && (!options.record || options.outputs)) {
    throw refuse(where, "--stops makes recordings of its own", "Write npm run record -- --stops, without --outputs.");
  }
  if ((options.whole || options.renew) && !options.replay) {
    throw refuse(where, `--${options.whole ? "whole" : "renew"} says how to replay`, "Add --replay.");
  }
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        chapter: { type: "string", default: "" },
        claim: { type: "string" },
        cell: { type: "string" },
        seeds: { type: "string" },
        size: { type: "string", default: "full" },
        engine: { type: "string" },
        json: { type: "string" },
        record: { type: "boolean", default: false },
        outputs: { type: "boolean", default: false },
        stops: { type: "boolean", default: false },
        replay: { type: "boolean", default: false },
        whole: { type: "boolean", default: false },
        renew: { type: "boolean", default: false },
        reference: { type: "boolean", default: false },
        shard: { type: "string", default: "1/1" },
        site: { type: "string" },
        device: { type: "string" },
      },
    }).values;
  } catch (error) {
    const problem = error instanceof Error ? error.message.replace(/\..*$/s, "") : String(error);
    throw refuse(where, problem, `It takes:\n${usage}`);
  }
}

interface Wanted {
  readonly claim?: string;
  readonly cell?: string;
  readonly outputs: boolean;
}

/** Cells and outputs alone are made without judging a claim. */
function chooseClaims({ claim, cell, outputs }: Wanted): string[] | null {
  if (claim === undefined) return cell === undefined && !outputs ? null : [];
  return splitList(claim);
}

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function readSeeds(text: string): number[] {
  const seeds = splitList(text).map(Number);
  if (seeds.length > 0 && seeds.every(Number.isInteger) && new Set(seeds).size === seeds.length) return seeds;
  throw refuse(where, `--seeds must be integers that differ, got "${text}"`, "Try --seeds 1,2,3.");
}

function readWord<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw refuse(where, `${option} knows no "${text}"`, `Use ${words.join(", ")}.`);
}

function readShard(text: string): Shard {
  const [, index = NaN, count = NaN] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw refuse(where, `--shard must be I/N with I from 1 to N, got "${text}"`, "Try --shard 1/4.");
}

function describeMachine(): string {
  const processors = cpus();
  const model = processors[0]?.model.replace(/\((R|TM)\)/g, "").replace(/\s+/g, " ");
  return `${processors.length} cores of ${model?.trim() || "processor"}`;
}
