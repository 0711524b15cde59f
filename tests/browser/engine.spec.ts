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
}

/** Most on wasm: a run on software WebGL takes ten times as long. */
const runsOf = { wasm: 800, webgl: 200 } as const;

for (const kind of ["wasm", "webgl"] as const) {
  test(`leaves nothing behind on ${kind} over ${runsOf[kind]} runs started and ended`, async ({ page }) => {
    test.setTimeout(300_000);
    await open(page);
    const [early, late] = await page.evaluate(
      ([kind, count]) => {
        const { countOverRuns, tiny } = window.course;
        return countOverRuns(kind, count, tiny());
      },
      [kind, runsOf[kind]] as const,
    );
    expect(late).toEqual(early);
  });
}

test("a cell's training runs to its end in the worker, and both engines tell the same story", async ({ page }) => {
  test.setTimeout(300_000);
  await open(page);
  const losses = await page.evaluate(async () => {
    const { train, residualNet, shapes } = window.course;
    const curves = [];
    for (const engine of ["wasm", "webgl"] as const) {
      const net = residualNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2 });
      const options = { data: shapes({ training: 64, test: 32 }), steps: 6, batchSize: 16, learningRate: 0.05, engine };
      let last;
      for await (const training of train(net, options)) last = training;
      if (last?.status !== "done" || last.engine.kind !== engine) throw new Error(JSON.stringify(last));
      if (last.engine.fallbacks !== undefined) throw new Error(JSON.stringify(last.engine));
      curves.push(last.runs[0]?.loss ?? []);
    }
    return curves;
  });
  expect(losses[0]).toHaveLength(6);
  losses[0]?.forEach((loss, step) => expect(loss).toBeCloseTo(losses[1]?.[step] ?? NaN, 3));
});

test("the engine for convolutional nets is measured, once and shortly; fully connected nets go to wasm", async ({
  page,
}) => {
  await open(page);
  const { engines, measuredMs } = await page.evaluate(async () => {
    const { train, plainMlp, plainNet, spiral, shapes, firstOf } = window.course;
    const net = plainNet({ depth: 8, width: 4, inputShape: [16, 16, 3] });
    const options = { data: shapes({ training: 32, test: 16 }), steps: 1, batchSize: 8 };
    const firstEngine = async (training: ReturnType<typeof train>) => (await firstOf(training, () => true)).engine;
    const dense = await firstEngine(train(plainMlp({ depth: 4 }), { data: spiral(), steps: 1 }));
    const startMs = performance.now();
    const conv = await firstEngine(train(net, options));
    const measuredMs = performance.now() - startMs;
    const again = await firstEngine(train(net, options));
    return { engines: [dense, conv, again], measuredMs };
  });
  expect(engines.map(({ kind }) => kind)).toEqual(["wasm", "wasm", "wasm"]);
  expect(engines.map(({ device }) => device)).toEqual(["wasm (SIMD)", "wasm (SIMD)", "wasm (SIMD)"]);
  expect(engines[0]?.reason).toContain("fully connected");
  expect(engines[1]?.reason).toMatch(/^measured here: .* ms|not ready in time to be measured/);
  expect(engines[2]?.reason).toBe(engines[1]?.reason);
  test.info().annotations.push({ type: "measurement", description: `${measuredMs} ms: ${engines[1]?.reason}` });
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

test("a training whose context is lost goes on from its last checkpoint, in the same worker, and says so", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await open(page);
  const outcome = await page.evaluate(async () => {
    const { train, residualNet, shapes, firstOf, workers, PauseSwitch } = window.course;
    const net = residualNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2, shortcut: "B" });
    const options = { data: shapes({ training: 64, test: 16 }), batchSize: 8, steps: 60, learningRate: 0.05 };
    const whole = await firstOf(train(net, { ...options, engine: "webgl" }), ({ status }) => status === "done");
    const pauses = new PauseSwitch();
    const training = train(net, { ...options, engine: "webgl" }, { pauses });
    await firstOf(training, ({ doneSteps }) => doneSteps > 0);
    // A pause takes a checkpoint.
    pauses.paused = true;
    const paused = await firstOf(training, ({ status }) => status === "paused");
    pauses.paused = false;
    await firstOf(training, ({ doneSteps }) => doneSteps > paused.doneSteps);
    // So many steps are left that the harm comes before the end, however fast the machine.
    workers.at(-1)?.postMessage({ harm: "lose contexts" });
    const resumed = await firstOf(training, ({ status }) => status === "done");
    return { whole, paused: paused.doneSteps, resumed, workers: workers.length };
  });
  const { whole, paused, resumed } = outcome;
  expect(whole.engine.device).toMatch(/^compiled WebGL: ANGLE/);
  expect(resumed.engine.device).toBe(whole.engine.device);
  expect(resumed.interruptions).toHaveLength(1);
  expect(resumed.interruptions?.[0]).toMatchObject({ resumedFrom: paused, reason: "the graphics context was lost" });
  expect(resumed.runs[0]?.loss).toHaveLength(60);
  const pairs = (resumed.runs[0]?.loss ?? []).map(
    (loss, step) => [step, loss, whole.runs[0]?.loss[step] ?? NaN] as const,
  );
  expect(pairs.filter(([, loss, before]) => !(Math.abs(loss - before) < 5e-5))).toEqual([]);
  expect(outcome.workers).toBe(1);
});

test("where no context can be had again, wasm goes on from the checkpoint, and says so", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  const { training, wasm } = await page.evaluate(async () => {
    const { train, plainNet, shapes, firstOf, workers } = window.course;
    const net = plainNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2 });
    const options = { data: shapes({ training: 64, test: 16 }), batchSize: 8, steps: 12, learningRate: 0.05 };
    const lost = train(net, { ...options, engine: "webgl" });
    await firstOf(lost, ({ doneSteps }) => doneSteps > 0);
    workers.at(-1)?.postMessage({ harm: "lose contexts for good" });
    const training = await firstOf(lost, ({ status }) => status === "done");
    const wasm = await firstOf(train(net, { ...options, engine: "wasm" }), ({ status }) => status === "done");
    return { training, wasm };
  });
  expect(training.engine).toMatchObject({ kind: "wasm", device: "wasm (SIMD)" });
  expect(training.interruptions?.[0]?.reason).toBe(
    "the graphics context was lost, no other could be had: wasm went on",
  );
  training.runs[0]?.loss.forEach((loss, step) => expect(loss).toBeCloseTo(wasm.runs[0]?.loss[step] ?? NaN, 3));
});

test("a paused training lets another train, and goes on exactly when it is its turn again", async ({ page }) => {
  await open(page);
  const { story, undisturbed, resumed } = await page.evaluate(async () => {
    const { train, plainMlp, spiral, firstOf, PauseSwitch } = window.course;
    const net = plainMlp({ depth: 20 });
    const options = { data: spiral(), steps: 300 };
    const story: string[] = [];
    const tell = (event: string): void => void (story.at(-1) === event || story.push(event));
    const pauses = new PauseSwitch();
    const onProgress = ({ queuePlace, paused }: { queuePlace: number | null; paused: boolean }): void =>
      tell(paused ? "paused" : queuePlace === null ? "trains" : `place ${queuePlace}`);
    const training = train(net, options, { pauses, onProgress });
    await firstOf(training, ({ doneSteps }) => doneSteps > 10);
    pauses.paused = true;
    story.length = 0;
    await firstOf(training, ({ status }) => status === "paused");
    const other = train(net, options);
    await firstOf(other, ({ doneSteps }) => doneSteps > 0);
    tell("the other trains");
    pauses.paused = false;
    const undisturbed = await firstOf(other, ({ status }) => status === "done");
    const resumed = await firstOf(training, ({ status }) => status === "done");
    return { story, undisturbed: undisturbed.runs[0]?.loss, resumed: resumed.runs[0]?.loss };
  });
  expect(story.filter((event, at) => at > 0 || event !== "trains")).toEqual([
    "paused",
    "the other trains",
    "place 1",
    "trains",
  ]);
  expect(resumed).toEqual(undisturbed);
});

test("a paused training can be stopped, or given up, and holds nobody up", async ({ page }) => {
  await open(page);
  const { stopped, next } = await page.evaluate(async () => {
    const { train, plainMlp, spiral, firstOf, PauseSwitch } = window.course;
    const net = plainMlp({ depth: 4 });
    const rest = async (signal?: AbortSignal) => {
      const pauses = new PauseSwitch();
      const training = train(net, { data: spiral(), steps: 100_000, keepState: true }, { pauses, signal });
      await firstOf(training, ({ doneSteps }) => doneSteps > 0);
      pauses.paused = true;
      await firstOf(training, ({ status }) => status === "paused");
      return training;
    };
    const stop = new AbortController();
    const [stopping, leaving] = [await rest(stop.signal), await rest()];
    stop.abort();
    await leaving.return(undefined);
    const stopped = await firstOf(stopping, ({ status }) => status === "stopped");
    const next = await firstOf(train(net, { data: spiral(), steps: 3 }), ({ status }) => status === "done");
    return { stopped, next: next.doneSteps };
  });
  expect(stopped.saved?.states[0]?.state.done).toBe(stopped.doneSteps);
  expect(next).toBe(3);
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
      const net = plainNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2 });
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
