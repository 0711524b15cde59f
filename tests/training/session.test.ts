import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/training/engine.ts";
import { readTorchFixtures } from "../fixtures/torch-cases.ts";
import { compareWithTorch } from "./compare-with-torch.ts";
import { openTestEngine, testEngines } from "./open-test-engine.ts";

const { cases, sgd } = readTorchFixtures();

/**
 * Largest relative L2 error allowed, over outputs, losses, every gradient and all values after three SGD steps.
 * Measured on wasm and cpu: layers 2.4e-7, shallow nets 1.2e-6, the deep net 1.7e-6; but in a deep net an activation
 * near zero may fall on either side, and then everything before it differs.
 */
const tolerances = { layer: 1e-6, shallow: 1e-5, deep: 2e-2 };

describe.each(testEngines)("on %s", (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openTestEngine(name);
  });

  const named = cases.map((each, index) => [`${index + 1}, ${each.architecture.name}`, each] as const);
  test.each(named)("agrees with PyTorch: case %s", async (_, each) => {
    const deviation = await compareWithTorch(engine, each, sgd);
    for (const [what, error] of Object.entries(deviation)) expect(error, what).toBeLessThan(tolerances[each.kind]);
  });
});
