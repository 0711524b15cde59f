// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { learningCurvesChart } from "../../src/charts/runs/learning-curves-chart.ts";
import { openGuesses } from "../../src/claims/guesses.ts";
import { finalLoss, lossGap, perSeed, stepsToError } from "../../src/claims/effects.ts";
import { createVerdict, type VerdictFunction } from "../../src/claims/verdict-card.ts";
import type { Claim } from "../../src/notebook/chapter.ts";
import type { Training } from "../../src/training/contract/protocol.ts";
import { vouch } from "../../src/training/contract/vouched.ts";
import { merge } from "../../src/training/page/combine.ts";
import { sampleTraining, spiralArms } from "../fixtures/sample-training.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

/**
 * Kind: a verdict that vouches for numbers that are not its run's. Effects know the training that they were computed
 * from, and trainings whether they are as the course made them; whatever a cell has written down, changed, copied or
 * taken from elsewhere is not judged as recorded, and the card says so.
 */

const claim: Claim = { ...sampleClaim, atLeast: -99 };
const recorded = { date: "2026-11-21", device: "Linux, 2 cores" };
const [deep = "", shallow = ""] = sampleTraining(spiralArms).runs.reduce<string[]>(
  (names, { arm }) => (names.includes(arm) ? names : [...names, arm]),
  [],
);

let runs: Training;
let others: Training;
let verdict: VerdictFunction;
beforeEach(() => {
  verdict = createVerdict([claim], openGuesses("test", null));
  runs = vouch(sampleTraining(spiralArms, { recorded }));
  others = vouch(sampleTraining(spiralArms));
});

/** Run row and outcome of a card. */
function read(card: HTMLElement): { readonly outcome: string | undefined; readonly run: string } {
  const rows = [...card.querySelectorAll("dt")];
  const run = rows.find(({ textContent }) => textContent === "Run")?.nextElementSibling?.textContent ?? "";
  return { outcome: card.dataset["verdict"], run };
}

describe("judged, with the run that stands behind it:", () => {
  test("what a function for effects has computed, the training named or not", () => {
    const words = "Recorded 2026-11-21 on Linux, 2 cores; wasm (SIMD).";
    const named = verdict("E-D1", lossGap(runs, deep, shallow), { training: runs });
    expect(read(named)).toEqual({ outcome: "holds", run: words });
    expect(read(verdict("E-D1", lossGap(runs, deep, shallow)))).toEqual({ outcome: "holds", run: words });
    expect(read(verdict("E-D1", finalLoss(others, deep))).run).toMatch(/^Your run/);
  });

  test("a training that was merged to another, each of the two named", () => {
    const renamed = vouch({ ...others, runs: others.runs.map((run) => ({ ...run, arm: `other ${run.arm}` })) });
    const gap = lossGap(merge(runs, renamed), deep, `other ${deep}`);
    for (const training of [runs, renamed]) {
      const { outcome, run } = read(verdict("E-D1", gap, { training }));
      expect([outcome, run]).toEqual([
        "holds",
        expect.stringMatching(/^plain-4, .*: recorded .*; other .*: your run; /),
      ]);
    }
  });

  test("what a cell makes of effects, or computes seed by seed: it says so", () => {
    const half = finalLoss(runs, deep).map((loss) => loss / 2);
    const own = perSeed(runs, (each) => (each[deep]?.loss[0] ?? NaN) - (each[shallow]?.loss[0] ?? NaN));
    for (const effects of [half, half.filter(Number.isFinite).slice(), own]) {
      const { outcome, run } = read(verdict("E-D1", effects, { training: runs }));
      expect([outcome, run]).toEqual([
        "holds",
        expect.stringMatching(/^Recorded .*The cell computes the numbers from it\.$/),
      ]);
    }
  });

  test("effects are lists as any other", () => {
    const effects = finalLoss(runs, deep);
    expect(Array.isArray(effects)).toBe(true);
    expect(structuredClone(effects)).toEqual([...effects]);
    expect([Object.keys(effects).length, JSON.stringify(effects), effects.constructor.name]).toEqual([
      effects.length,
      JSON.stringify([...effects]),
      "Array",
    ]);
  });
});

const unvouched: Record<string, () => HTMLElement> = {
  "numbers that were written down": () => verdict("E-D1", [7, 7.1, 7.2], { training: runs }),
  "one number": () => verdict("E-D1", 7, { training: runs }),
  "effects that were changed in place": () => {
    const effects = lossGap(runs, deep, shallow);
    effects[0] = 7;
    return verdict("E-D1", effects, { training: runs });
  },
  "effects with one more": () => {
    const effects = lossGap(runs, deep, shallow);
    effects.push(7);
    return verdict("E-D1", effects, { training: runs });
  },
  "a new list": () => verdict("E-D1", [...lossGap(runs, deep, shallow)], { training: runs }),
  "a clone": () => verdict("E-D1", structuredClone(stepsToError(runs, deep)), { training: runs }),
  "a training that a cell wrote": () => {
    const own = { ...runs, runs: runs.runs.map((run) => ({ ...run, loss: run.loss.map(() => 1) })) };
    return verdict("E-D1", lossGap(own, deep, shallow), { training: own });
  },
  "a copy that calls itself recorded": () => {
    const own = { ...others, recorded };
    return verdict("E-D1", finalLoss(own, deep), { training: own });
  },
  "a training whose curves were changed in place": () => {
    (runs.runs[0]?.loss as number[]).fill(0.5);
    return verdict("E-D1", finalLoss(runs, deep), { training: runs });
  },
  "a training whose label was changed in place": () => {
    Object.assign(others, { recorded });
    return verdict("E-D1", finalLoss(others, deep), { training: others });
  },
  "a merge with a training that a cell wrote": () => {
    const own = { ...others, runs: others.runs.map((run) => ({ ...run, arm: `own ${run.arm}` })) };
    return verdict("E-D1", lossGap(merge(runs, own), deep, `own ${deep}`), { training: runs });
  },
};

describe("not judged as recorded:", () => {
  test.each(Object.entries(unvouched))("%s", (_, draw) => {
    const card = draw();
    expect(read(card)).toEqual({ outcome: "by-hand", run: expect.stringMatching(/^None: /) });
    expect(card.querySelector(".verdict-words")?.textContent).toBe("Numbers given by hand: not judged as recorded");
    expect(card.textContent).not.toMatch(/Holds here|Recorded 2026|Your run/);
  });

  test("numbers without a training are compared, and the card says that no run stands behind them", () => {
    const { outcome, run } = read(verdict("E-D1", [7, 7.1, 7.2]));
    expect([outcome, run]).toEqual(["holds", expect.stringContaining("not judged as recorded")]);
  });

  test("effects of another training are refused, and so is an effect that looks at no run", () => {
    expect(() => verdict("E-D1", lossGap(others, deep, shallow), { training: runs })).toThrow(
      /verdict: the effects were computed from another training than the one that is named\. /,
    );
    expect(() => perSeed(runs, () => 7)).toThrow(/perSeed: the function does not look at the runs/);
    expect(() => perSeed(runs, (each) => String(each[deep]?.seed) as never)).toThrow(/must be a number, got "1"/);
  });
});

describe("a figure and a card of mixed origin say which arm is whose:", () => {
  const named = (training: Training, prefix: string) =>
    vouch({ ...training, runs: training.runs.map((run) => ({ ...run, arm: `${prefix} ${run.arm}` })) });
  const conditions = (training: Training, arms?: string[]) =>
    learningCurvesChart(training, arms === undefined ? {} : { arms }).querySelector(".chart-conditions")?.textContent;

  test("of a recorded and an own training", () => {
    const mixed = merge(runs, named(others, "own"));
    expect(conditions(mixed, [deep, `own ${deep}`])).toContain(
      `${deep}: recorded 2026-11-21 on Linux, 2 cores; own ${deep}: your run.`,
    );
    expect(conditions(mixed, [deep])).toMatch(/; recorded 2026-11-21 on Linux, 2 cores\.$/);
    expect(conditions(mixed, [`own ${deep}`])).toMatch(/; your run\.$/);
    const card = read(verdict("E-D1", lossGap(mixed, deep, `own ${deep}`), { training: mixed }));
    expect(card.run).toMatch(/^plain-4, .*: recorded 2026-11-21 on Linux, 2 cores; own plain-4, .*: your run; wasm/);
  });

  test("of two trainings that differ in their steps, merged once more too", () => {
    const short = named(sampleTraining(spiralArms, { steps: 30 }), "short");
    const twice = merge(merge(others, short), named(runs, "third"));
    const words = conditions(twice, [deep, `short ${deep}`, `third ${deep}`]);
    expect(words).not.toContain("; 400 steps;");
    expect(words).toContain(
      `${deep}: your run, 400 steps; short ${deep}: your run, 30 steps; third ${deep}: recorded 2026-11-21 on Linux, 2 cores, 400 steps.`,
    );
  });

  test("of one origin nothing is said arm by arm", () => {
    const alike = merge(others, named(others, "own"));
    expect(alike.parts).toBeUndefined();
    expect(conditions(alike)).toContain("; 400 steps; seeds 1, 2 and 3; wasm (SIMD).");
  });
});
