import { readFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import {
  haltStep,
  mapSteps,
  type PairRun,
  type PlaneMap,
  type RecordedPair,
} from "../src/components/front/pair-frame.ts";
import { agree } from "./replay/compare.ts";
import { prepareNode } from "./replay/prepare-node.ts";
import { writeWholeFile } from "./write-whole-file.ts";

/**
 * `npm run record:front` trains the front page's pair in Node, from its seed, and keeps what the page plays. With
 * `--check` it computes only what is played before the page's question, and one frame more, and compares.
 */
const seed = 1;
const file = "src/components/front/recorded-pair.json";
const isCheck = process.argv.includes("--check");

await prepareNode();
const { trainPair } = await import("../src/components/front/train-pair.ts");
const beginning = mapSteps.slice(0, mapSteps.indexOf(haltStep) + 2);
let last: PairRun | null = null;
for await (const run of trainPair(seed, {}, isCheck ? beginning : mapSteps)) last = run;
if (last === null) throw new Error("record:front: the training ended without a frame. Run it again.");
if (isCheck) compare(JSON.parse(readFileSync(file, "utf8")) as RecordedPair, last);
else keep(last);
process.exit();

function keep({ losses, frames }: PairRun): void {
  const recorded: RecordedPair = {
    seed,
    losses: losses.map((each) => each.map((loss) => Number(loss.toPrecision(4)))),
    frames,
    date: new Date().toISOString().slice(0, 10),
    device: `wasm in Node, ${platform()} ${arch()}, ${cpus().length} cores`,
  };
  writeWholeFile(file, `${JSON.stringify(recorded)}\n`);
  process.stdout.write(`${file}: seed ${seed}, ${frames.length} frames\n`);
}

/** Losses agree to four digits; of a map's places, a few may fall to the other side of a border. */
function compare(recorded: RecordedPair, now: PairRun): void {
  const differences = [
    ...now.losses.flatMap((losses, net) =>
      losses.flatMap((loss, step) => {
        const before = recorded.losses[net]?.[step] ?? NaN;
        return agree(before, loss) ? [] : [`loss of net ${net} before update ${step}: ${before}, now ${loss}`];
      }),
    ),
    ...now.frames.flatMap(({ step, maps }, at) =>
      maps.flatMap((map, net) => {
        const before = recorded.frames[at]?.maps[net];
        return before !== undefined && sameMap(before, map) ? [] : [`map of net ${net} after ${step} updates`];
      }),
    ),
  ];
  for (const difference of differences) process.stdout.write(`${difference}\n`);
  if (differences.length > 0) process.exitCode = 1;
  else process.stdout.write(`${now.frames.length} frames agree\n`);
}

function sameMap(before: PlaneMap, now: PlaneMap): boolean {
  const [old, young] = [before, now].map(({ classes, tenths }) => [...classes, ...tenths].join(""));
  const differing = Array.from(young ?? "").filter((digit, at) => digit !== old?.[at]).length;
  return old?.length === young?.length && differing <= 0.01 * (young?.length ?? 0);
}
