import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/training/engines/engine.ts";
import { readTorchFixtures } from "../../fixtures/torch-cases.ts";
import { compareWithTorch } from "../compare-with-torch.ts";
import { openTestEngine, testEngines } from "../open-test-engine.ts";

const { cases } = readTorchFixtures();

/**
 * Largest relative L2 error allowed, over outputs, losses, every gradient and all values after three updates.
 * Measured on wasm and cpu: layers 4.9e-7, the deep net 2.1e-6, but in a deep net an activation near zero may fall on
 * either side, and then everything before it differs. Of the shallow nets most stay below 5e-6; the worst, 3.8e-5, is
 * the gradient of two βs, a sum in which nearly everything cancels.
 */
const tolerances = { layer: 1e-6, shallow: 1e-4, deep: 2e-2 };

describe.each(testEngines)("on %s", (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openTestEngine(name);
  });

  const named = cases.map((each, index) => [`${index + 1}, ${each.architecture.name}`, each] as const);
  test.each(named)("agrees with PyTorch: case %s", async (_, each) => {
    const deviation = await compareWithTorch(engine, each);
    for (const [what, error] of Object.entries(deviation)) expect(error, what).toBeLessThan(tolerances[each.kind]);
  });
});
