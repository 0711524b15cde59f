import { expect, test } from "vitest";
import { spiral } from "../../../src/data/spiral.ts";
import { plainMlp } from "../../../src/models/mlp.ts";
import { runsOfRequest } from "../../../src/training/contract/runs-of-request.ts";
import type { SavedTraining, Training, TrainingRequest } from "../../../src/training/contract/protocol.ts";
import { dealShares, stepCostMs } from "../../../src/training/page/shares.ts";
import { readTrainRequest } from "../../../src/training/page/train-request.ts";

const nets = { deep: plainMlp({ depth: 40 }), middling: plainMlp({ depth: 20 }), shallow: plainMlp({ depth: 4 }) };
const request = readTrainRequest(nets, { data: spiral(), steps: 10, seeds: [1, 2, 3] });

const namesOf = (share: TrainingRequest): string[] =>
  runsOfRequest(share).map(({ arm, seed }) => `${arm.name} ${seed}`);
const costOf = (share: TrainingRequest): number =>
  runsOfRequest(share).reduce((sum, run) => sum + stepCostMs(run, share.batchSize), 0);

for (const count of [1, 2, 3, 4, 9]) {
  test(`${count} workers have every run once between them, and about as much to do each`, () => {
    const shares = dealShares(request, count);
    expect(shares).toHaveLength(count);
    expect(shares.flatMap(namesOf).sort()).toEqual(namesOf(request).sort());
    const longest = Math.max(...runsOfRequest(request).map((run) => stepCostMs(run, request.batchSize)));
    const costs = shares.map(costOf);
    expect(Math.max(...costs) - Math.min(...costs)).toBeLessThanOrEqual(longest);
  });
}

test("seeds of one net are dealt to different workers, and stand in each in the order of the training", () => {
  const shares = dealShares(request, 3);
  expect(shares.map(namesOf)).toEqual([1, 2, 3].map((seed) => [`deep ${seed}`, `middling ${seed}`, `shallow ${seed}`]));
});

test("a worker is sent no nets and no states of runs that others have", () => {
  const run = { family: "plain", depth: 4, parameterCount: 0, status: "stopped", loss: [1, 1], accuracy: [] } as const;
  const names = namesOf(request).map((name) => ({ arm: name.split(" ")[0] ?? "", seed: Number(name.split(" ")[1]) }));
  const interruption = { step: 2, resumedFrom: 1, reason: "it was lost" };
  const resume = {
    training: { runs: names.map((name) => ({ ...run, ...name, evaluations: [], probes: [] })), doneSteps: 18 },
    states: names.map((name) => ({ ...name, architecture: "", state: { done: 2, parameters: {}, moments: [] } })),
  } as unknown as SavedTraining;
  const before = { ...resume, training: { ...resume.training, interruptions: [interruption] } as Training };
  const shares = dealShares({ ...request, resume: before, interruptions: [interruption] }, 9);
  for (const share of shares) {
    expect(share.arms.map(({ name }) => name)).toEqual(share.runs?.map(({ arm }) => arm));
    expect(share.resume?.states.map(({ arm, seed }) => ({ arm, seed }))).toEqual(share.runs);
    expect(share.resume?.training.runs.map(({ arm, seed }) => ({ arm, seed }))).toEqual(share.runs);
    expect(share.resume?.training.doneSteps).toBe(2);
    expect(share.interruptions).toBeUndefined();
    expect(share.resume?.training.interruptions).toBeUndefined();
  }
});
