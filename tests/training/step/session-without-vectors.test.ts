import { unregisterKernel } from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { vectorKernels } from "../../../src/kernels/wasm/register.ts";
import type { Engine } from "../../../src/training/engines/engine.ts";
import { readTorchFixtures } from "../../fixtures/torch-cases.ts";
import { compareWithTorch } from "../compare-with-torch.ts";
import { openTestEngine } from "../open-test-engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine("wasm");
  for (const { kernelName, backendName } of vectorKernels) unregisterKernel(kernelName, backendName);
});

// Measured: 4.9e-7.
test.each(readTorchFixtures().cases.filter(({ kind }) => kind === "layer"))(
  "a browser without vector instructions agrees with PyTorch: $architecture.name",
  async (each) => {
    for (const [what, error] of Object.entries(await compareWithTorch(engine, each)))
      expect(error, what).toBeLessThan(1e-6);
  },
);
