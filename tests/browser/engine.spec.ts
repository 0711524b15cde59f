import { expect, test, type Page } from "@playwright/test";
import { serveEnginePage } from "./engine-server.ts";

let served: Awaited<ReturnType<typeof serveEnginePage>>;

test.beforeAll(async () => {
  served = await serveEnginePage();
});
test.afterAll(async () => {
  await served.close();
});

async function open(page: Page): Promise<void> {
  await page.goto(served.url);
  await page.waitForFunction(() => "course" in window);
}

/**
 * Largest relative L2 error allowed against PyTorch in double precision. Measured on software WebGL: layers 2.4e-7,
 * shallow nets 1.8e-6, the deep net 1.4e-6; GPUs may round divisions and roots more coarsely.
 */
const tolerances = { layer: 1e-5, shallow: 1e-4, deep: 2e-2 } as Record<string, number>;

for (const kind of ["webgl", "wasm"] as const) {
  test(`agrees with PyTorch on ${kind}: layers, shallow nets, a deep net`, async ({ page }) => {
    test.setTimeout(300_000);
    await open(page);
    const results = await page.evaluate((kind) => window.course.compareAll(kind), kind);
    expect(results.length).toBeGreaterThan(20);
    const worst: Record<string, number> = {};
    for (const { name, kind: size, deviation } of results) {
      for (const [what, error] of Object.entries(deviation)) {
        expect.soft(error, `${name}: ${what}`).toBeLessThan(tolerances[size] ?? 0);
        worst[size] = Math.max(worst[size] ?? 0, error);
      }
    }
    test.info().annotations.push({ type: "worst relative error", description: JSON.stringify(worst) });
  });

  test(`leaves no tensor behind on ${kind} over 20 runs started and stopped`, async ({ page }) => {
    test.setTimeout(300_000);
    await open(page);
    const alive = await page.evaluate((kind) => window.course.countTensorsOverRuns(kind, 20), kind);
    expect(new Set(alive).size, alive.join(" ")).toBe(1);
  });
}

test("a cell's training runs to its end in the worker, and both engines tell the same story", async ({ page }) => {
  test.setTimeout(300_000);
  await open(page);
  const losses = await page.evaluate(async () => {
    const { train, residualNet, shapes } = window.course;
    const curves = [];
    for (const engine of ["wasm", "webgl"] as const) {
      const net = residualNet({ depth: 8, width: 4, input: [16, 16, 3], stemStride: 2 });
      const options = { data: shapes({ training: 64, test: 32 }), steps: 6, batchSize: 16, learningRate: 0.05, engine };
      let last;
      for await (const training of train(net, options)) last = training;
      if (last?.status !== "done" || last.engine.kind !== engine) throw new Error(JSON.stringify(last));
      curves.push(last.runs[0]?.loss ?? []);
    }
    return curves;
  });
  expect(losses[0]).toHaveLength(6);
  losses[0]?.forEach((loss, step) => expect(loss).toBeCloseTo(losses[1]?.[step] ?? NaN, 3));
});

test("a software renderer counts as none: convolutional and fully connected nets go to wasm", async ({ page }) => {
  await open(page);
  const engines = await page.evaluate(async () => {
    const { train, plainMlp, plainNet, spiral, shapes, firstOf } = window.course;
    const image = { depth: 8, width: 4, input: [16, 16, 3] };
    const conv = train(plainNet(image), { data: shapes({ training: 32, test: 16 }), steps: 1, batchSize: 8 });
    const dense = train(plainMlp({ depth: 4 }), { data: spiral(), steps: 1 });
    return [await firstOf(conv, () => true), await firstOf(dense, () => true)].map(({ engine }) => engine);
  });
  expect(engines.map(({ kind }) => kind)).toEqual(["wasm", "wasm"]);
  expect(engines.map(({ device }) => device)).toEqual(["wasm (SIMD)", "wasm (SIMD)"]);
  expect(engines[0]?.reason).toContain("drawn in software");
  expect(engines[1]?.reason).toContain("fully connected");
});

test("a second training waits for the first and says its place", async ({ page }) => {
  await open(page);
  const story = await page.evaluate(async () => {
    const { train, plainMlp, spiral } = window.course;
    const events: string[] = [];
    const run = async (name: string): Promise<void> => {
      const onProgress = ({ queuePlace, doneSteps }: { queuePlace: number | null; doneSteps: number }): void => {
        const event =
          queuePlace === null ? `${name} ${doneSteps === 0 ? "starts" : "trains"}` : `${name} ${queuePlace}`;
        if (events.at(-1) !== event) events.push(event);
      };
      const training = train(plainMlp({ depth: 4 }), { data: spiral(), steps: 20 }, { onProgress });
      for await (const { status } of training) if (status === "done") events.push(`${name} done`);
    };
    await Promise.all([run("a"), run("b"), run("c")]);
    return events;
  });
  const places = story.filter((event) => /\d/.test(event));
  expect(places).toEqual(["b 1", "c 2", "c 1"]);
  const order = story.filter((event) => /starts|done/.test(event));
  expect(order).toEqual(["a starts", "a done", "b starts", "b done", "c starts", "c done"]);
});

test("stop keeps the curve: the last snapshot has status stopped", async ({ page }) => {
  await open(page);
  const last = await page.evaluate(async () => {
    const { train, plainMlp, spiral } = window.course;
    const stop = new AbortController();
    const options = { data: spiral(), steps: 100_000, keepParameters: true };
    let last;
    for await (const training of train(plainMlp({ depth: 4 }), options, { signal: stop.signal })) {
      last = training;
      if (training.doneSteps > 5) stop.abort();
    }
    return { ...last, parameters: Object.keys(last?.runs[0]?.parameters ?? {}).length };
  });
  expect(last.status).toBe("stopped");
  expect(last.runs?.[0]?.status).toBe("stopped");
  expect(last.runs?.[0]?.loss.length).toBe(last.doneSteps);
  expect(last.doneSteps).toBeGreaterThan(5);
  expect(last.parameters).toBeGreaterThan(4);
});

test("return() cancels at once, while a next() waits, and the next training starts", async ({ page }) => {
  await open(page);
  const outcome = await page.evaluate(async () => {
    const { train, plainMlp, residualMlp, spiral, firstOf } = window.course;
    const endless = train(residualMlp({ depth: 56 }), { data: spiral(), steps: 1_000_000 });
    await firstOf(endless, ({ doneSteps }) => doneSteps > 0);
    const pending = endless.next();
    const returned = await endless.return(undefined);
    const afterwards = await pending;
    const next = await firstOf(
      train(plainMlp({ depth: 4 }), { data: spiral(), steps: 3 }),
      ({ status }) => status === "done",
    );
    return { returned: returned.done, pendingDone: afterwards.done, next: next.doneSteps };
  });
  expect(outcome).toEqual({ returned: true, pendingDone: true, next: 3 });
});

test("a lost context is an error that says where, and the next training works", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  const outcome = await page.evaluate(async () => {
    const { train, plainNet, shapes, firstOf, workers } = window.course;
    const net = plainNet({ depth: 8, width: 4, input: [16, 16, 3], stemStride: 2 });
    const options = { data: shapes({ training: 64, test: 16 }), batchSize: 8, engine: "webgl" as const };
    const training = train(net, { ...options, steps: 1000 });
    await firstOf(training, ({ doneSteps }) => doneSteps > 0);
    workers.at(-1)?.postMessage({ harm: "lose contexts" });
    const message = await firstOf(training, () => false).catch((error: Error) => `${error.name}: ${error.message}`);
    const next = await firstOf(train(net, { ...options, steps: 2 }), ({ status }) => status === "done");
    return { message, next: next.doneSteps, engine: next.engine.kind, workers: workers.length };
  });
  expect(outcome.message).toMatch(
    /^CourseError: train: the graphics context was lost at step \d+\. Run the cell again/,
  );
  expect(outcome).toMatchObject({ next: 2, engine: "webgl", workers: 2 });
});

test("a crashed worker is an error that says where, and the next training works", async ({ page }) => {
  await open(page);
  const outcome = await page.evaluate(async () => {
    const { train, plainMlp, spiral, firstOf, workers } = window.course;
    const training = train(plainMlp({ depth: 20 }), { data: spiral(), steps: 100_000 });
    await firstOf(training, ({ doneSteps }) => doneSteps > 0);
    workers.at(-1)?.postMessage({ harm: "crash" });
    const message = await firstOf(training, () => false).catch((error: Error) => `${error.name}: ${error.message}`);
    const next = await firstOf(
      train(plainMlp({ depth: 4 }), { data: spiral(), steps: 2 }),
      ({ status }) => status === "done",
    );
    return { message, next: next.doneSteps };
  });
  expect(outcome.message).toMatch(
    /^CourseError: train: the training worker was lost at step \d+ \(.*harmed by the test\)/,
  );
  expect(outcome.next).toBe(2);
});

test("evaluates trained parameters and hands out examples", async ({ page }) => {
  await open(page);
  const { evaluation, points } = await page.evaluate(async () => {
    const { train, evaluate, examples, plainMlp, spiral, firstOf } = window.course;
    const net = plainMlp({ depth: 4 });
    const options = { data: spiral(), steps: 60, learningRate: 0.1, keepParameters: true };
    const { runs } = await firstOf(train(net, options), ({ status }) => status === "done");
    const evaluation = await evaluate(net, runs[0]?.parameters ?? {}, { data: spiral(), split: "test" });
    const { inputs, labels, shape, classNames } = await examples(spiral(), { count: 10 });
    return {
      evaluation,
      points: { inputs: inputs.length, labels: labels?.length, shape, classes: classNames?.length },
    };
  });
  expect(evaluation).toMatchObject({ split: "test", mode: "running-statistics" });
  expect(evaluation.accuracy).toBeGreaterThan(0.5);
  expect(points).toEqual({ inputs: 20, labels: 10, shape: [2], classes: 3 });
});

test("without WebGL, auto trains on wasm and asking for WebGL is a clear error", async ({
  playwright,
  launchOptions,
}) => {
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [
      ...(launchOptions.args ?? []).filter((arg) => !/angle|gpu|swiftshader/.test(arg)),
      "--disable-gpu",
      "--disable-software-rasterizer",
    ],
  });
  try {
    const page = await browser.newPage();
    await open(page);
    const outcome = await page.evaluate(async () => {
      const { train, plainNet, shapes, firstOf } = window.course;
      const net = plainNet({ depth: 8, width: 4, input: [16, 16, 3], stemStride: 2 });
      const options = { data: shapes({ training: 64, test: 16 }), batchSize: 8, steps: 1 };
      const { engine } = await firstOf(train(net, options), () => true);
      const asked = train(net, { ...options, engine: "webgl" });
      const message = await firstOf(asked, () => true).catch((error: Error) => error.message);
      return { engine, message };
    });
    expect(outcome.engine).toMatchObject({ kind: "wasm", reason: "WebGL 2 is not available in this browser" });
    expect(outcome.message).toBe('engine: WebGL 2 is not available in this browser. Use engine: "wasm" or "auto".');
  } finally {
    await browser.close();
  }
});
