import { expect, test, type Page } from "@playwright/test";
import { readTorchFixtures } from "../fixtures/torch-cases.ts";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import type { NetErrors } from "./compiled-engine-page.ts";

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/compiled-engine-page.ts");
});

test.beforeEach(async ({ page }) => {
  await serve(page, files, () => '<!doctype html><script type="module" src="/entry.js"></script>');
  await page.goto(`${origin}/`);
});

function expectSmall(errors: readonly NetErrors[], limit: number): void {
  for (const { net, ...parts } of errors) {
    for (const [part, error] of Object.entries(parts)) expect(error, `${net}: ${part}`).toBeLessThan(limit);
  }
}

async function runKernels(page: Page, drawBuffers: number, every: number): Promise<void> {
  const results = await page.evaluate(([buffers, step]) => window.compiledEngine.runKernels(buffers, step), [
    drawBuffers,
    every,
  ] as const);
  expect(results.length).toBeGreaterThan(300 / every);
  for (const { kernel, detail, error } of results) expect(error, `${kernel}: ${detail}`).toBeLessThan(1e-5);
}

test("every kernel agrees with its reference over odd shapes", async ({ page }) => {
  await runKernels(page, 8, 1);
});

test("kernels agree where a draw writes four outputs only, as on phones", async ({ page }) => {
  await runKernels(page, 4, 4);
});

for (const [what, belongs, limit] of [
  ["layers", (kind: string) => kind === "layer", 1e-5],
  // Through many layers rounding grows, and a ReLU near zero may fall on the other side
  ["nets", (kind: string) => kind !== "layer", 1e-4],
] as const) {
  test(`losses, gradients and trained parameters of ${what} agree with PyTorch`, async ({ page }) => {
    const cases = readTorchFixtures().cases.filter(({ kind }) => belongs(kind));
    expectSmall(await page.evaluate((given) => window.compiledEngine.compareWithTorch(given, 8), cases), limit);
  });
}

for (const [drawBuffers, every] of [
  [8, 1],
  [4, 2],
] as const) {
  test(`nets of unusual form agree with the reference (${drawBuffers} outputs a draw)`, async ({ page }) => {
    expectSmall(
      await page.evaluate((given) => window.compiledEngine.compareOddNets(...given), [drawBuffers, every] as const),
      5e-5,
    );
  });
}

test("tfjs goes on undisturbed on a context that it shares", async ({ page }) => {
  const { before, after, roundTrip } = await page.evaluate(() => window.compiledEngine.shareContextWithTfjs());
  expect(after).toEqual(before);
  expect(roundTrip).toBe(0);
});

test("a lost context rejects the step, and a saved state continues the training elsewhere", async ({ page }) => {
  const { error, undisturbed, resumed } = await page.evaluate(() => window.compiledEngine.surviveLostContext());
  expect(error).toBe("ContextLost");
  expect(resumed).toBeCloseTo(undisturbed, 5);
});

test("batches of any size can be evaluated", async ({ page }) => {
  const [result] = await page.evaluate(() => window.compiledEngine.evaluateOtherSizes());
  expect(result?.pieces).toBeCloseTo(result?.together ?? NaN, 5);
  expect(result?.batchStatistics).toBeLessThan(1e-5);
});

test("a closed session leaves nothing behind", async ({ page }) => {
  const { textures, left } = await page.evaluate(() => window.compiledEngine.openAndClose());
  expect(textures).toBe(0);
  expect(left).toEqual({ Texture: 0, Framebuffer: 0, Buffer: 0, VertexArray: 0 });
});
