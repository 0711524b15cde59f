import { expect, test, type Page } from "@playwright/test";
import { serveEnginePage } from "../engine-server.ts";

/**
 * Kind: the training worker does not do as it should. It is gone without an error event, hangs in a loop, cannot be
 * loaded, or is still at work on something long when the reader presses Stop. Every training and analysis ends or goes
 * on all the same, what was lost is said, and the engine is free for whoever comes next.
 */

let server: Awaited<ReturnType<typeof serveEnginePage>>;
test.beforeAll(async () => {
  server = await serveEnginePage();
});
test.afterAll(() => server.close());

async function open(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => "course" in window);
}

test("a worker that ends without a word, or crashes, is replaced, and the training goes on from its checkpoint", async ({
  page,
}) => {
  await open(page);
  const outcomes = await page.evaluate(async () => {
    const { train, plainMlp, spiral, firstOf, workers } = window.course;
    const options = { data: spiral(), batchSize: 64, steps: 500, keepParameters: true };
    const nets = plainMlp({ depth: 4 });
    const undisturbed = await firstOf(train(nets, options), ({ status }) => status === "done");
    const outcomes = [];
    for (const harm of ["close", "crash"]) {
      const training = train(nets, { ...options, steps: 100_000 });
      // So long that there is a checkpoint
      const startedMs = performance.now();
      const before = await firstOf(training, ({ doneSteps }) => doneSteps > 0 && performance.now() - startedMs > 5000);
      const harmedMs = performance.now();
      workers.at(-1)?.postMessage({ harm });
      const after = await firstOf(training, ({ interruptions }) => interruptions !== undefined);
      const recoveredMs = performance.now() - harmedMs;
      await training.return(undefined);
      const loss = after.runs[0]?.loss ?? [];
      const known = undisturbed.runs[0]?.loss.slice(0, loss.length);
      const isSame = JSON.stringify(loss.slice(0, 500)) === JSON.stringify(known);
      outcomes.push({ harm, recoveredMs, isSame, before: before.doneSteps, interruption: after.interruptions?.[0] });
    }
    return outcomes;
  });
  for (const { harm, isSame, interruption } of outcomes) {
    expect(isSame, harm).toBe(true);
    expect(interruption?.resumedFrom, harm).toBeGreaterThan(0);
    expect(interruption?.step, harm).toBeGreaterThanOrEqual(interruption?.resumedFrom ?? Infinity);
  }
  const reasons = outcomes.map(({ interruption }) => interruption?.reason);
  expect(reasons[0]).toMatch(/^the training worker was lost \(it gave no sign of life for \d+ seconds\)$/);
  expect(reasons[1]).toMatch(/^the training worker was lost \(.*harmed by the test\)$/);
  const times = outcomes.map(({ recoveredMs }) => Math.round(recoveredMs));
  test.info().annotations.push({ type: "recovered after ms", description: times.join(", ") });
});

test("what kills every worker is an error in the end, and the next training runs", async ({ page }) => {
  await open(page);
  const { message, next } = await page.evaluate(async () => {
    const { train, plainMlp, spiral, firstOf, workers } = window.course;
    const training = train(plainMlp({ depth: 20 }), { data: spiral(), steps: 100_000 });
    const ended = firstOf(training, () => false).catch((error: Error) => `${error.name}: ${error.message}`);
    let harmed = 0;
    const harming = setInterval(() => {
      if (workers.length <= harmed || harmed >= 3) return;
      harmed = workers.length;
      const worker = workers.at(-1);
      setTimeout(() => worker?.postMessage({ harm: "crash" }), 1500);
    }, 100);
    const message = await ended;
    clearInterval(harming);
    const short = train(plainMlp({ depth: 4 }), { data: spiral(), steps: 2 });
    return { message, next: (await firstOf(short, ({ status }) => status === "done")).doneSteps };
  });
  expect(message).toMatch(/^CourseError: train: the training worker was lost 3 times/);
  expect(next).toBe(2);
});

test("Stop has the engine free, whatever the worker is at", async ({ page }) => {
  await open(page);
  const outcomes = await page.evaluate(async () => {
    const { train, evaluate, deletionStudy, plainMlp, residualMlp, residualNet, shapes, spiral, firstOf, workers } =
      window.course;
    const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const net = residualMlp({ depth: 8 });
    const small = { data: spiral(), steps: 3, keepParameters: true };
    const parameters = (await firstOf(train(net, small), ({ status }) => status === "done")).runs[0]?.parameters ?? {};
    const through = async (work: AsyncIterable<unknown>): Promise<string> => {
      let last: unknown;
      for await (const part of work) last = part;
      return (last as { status?: string } | undefined)?.status ?? "nothing";
    };
    const large = { data: spiral(), steps: 10, batchSize: 64 };
    const cases: Record<string, (signal: AbortSignal) => Promise<string>> = {
      "drawing wide layers": (signal) => through(train(plainMlp({ depth: 4, width: 6000 }), large, { signal })),
      "drawing an orthogonal net": (signal) =>
        through(train(plainMlp({ depth: 4, width: 2000, initializer: "orthogonal" }), large, { signal })),
      "drawing many seeds": (signal) =>
        through(train(plainMlp({ depth: 60, width: 100 }), { ...large, seeds: [...Array(100).keys()] }, { signal })),
      "generating data": (signal) =>
        through(
          train(
            residualNet({ depth: 8, width: 4, inputShape: [16, 16, 3] }),
            { data: shapes({ training: 60_000 }), steps: 5 },
            { signal },
          ),
        ),
      "a first step that takes long": (signal) =>
        through(
          train(
            residualNet({ depth: 56, width: 64, inputShape: [16, 16, 3] }),
            { data: shapes(), steps: 5, engine: "wasm" },
            { signal },
          ),
        ),
      evaluating: (signal) =>
        evaluate(residualMlp({ depth: 8 }), parameters, { data: spiral({ points: 2_000_000 }) }, { signal }).then(
          () => "done",
          (error: Error) => error.name,
        ),
      "an analysis": (signal) =>
        through(deletionStudy(net, parameters, { data: spiral({ points: 500_000 }), examples: 500_000 }, { signal })),
      "a worker that hangs": async (signal) => {
        const training = train(plainMlp({ depth: 8 }), { data: spiral(), steps: 1_000_000 }, { signal });
        await firstOf(training, ({ doneSteps }) => doneSteps > 0);
        workers.at(-1)?.postMessage({ harm: "hang" });
        return through(training);
      },
    };
    const outcomes: Record<string, { stoppedMs: number; freeMs: number; result: string }> = {};
    for (const [name, begin] of Object.entries(cases)) {
      const stop = new AbortController();
      const work = begin(stop.signal);
      await wait(700);
      const stoppedMs = performance.now();
      stop.abort();
      const result = await work;
      const tookMs = performance.now() - stoppedMs;
      await firstOf(train(net, small), ({ status }) => status === "done");
      outcomes[name] = { result, stoppedMs: Math.round(tookMs), freeMs: Math.round(performance.now() - stoppedMs) };
    }
    return outcomes;
  });
  test.info().annotations.push({ type: "stopped", description: JSON.stringify(outcomes) });
  // How long the worker is given is tested in tests/training/page/worker-link.test.ts, by a clock of the test's own.
  for (const [name, { result }] of Object.entries(outcomes)) expect(result, name).not.toBe("done");
  expect(outcomes["a worker that hangs"]?.result).toBe("stopped");
  expect(outcomes["evaluating"]?.result).toBe("AbortError");
});

test("a worker that goes while others wait, rest, evaluate or do nothing takes nobody with it", async ({ page }) => {
  await open(page);
  const outcome = await page.evaluate(async () => {
    const { train, evaluate, examples, plainMlp, spiral, firstOf, workers, PauseSwitch } = window.course;
    const net = plainMlp({ depth: 8 });
    const options = { data: spiral(), batchSize: 64, steps: 400, keepParameters: true };
    const whole = await firstOf(train(net, options), ({ status }) => status === "done");
    const parameters = whole.runs[0]?.parameters ?? {};
    // Nothing is asked when it goes
    workers.at(-1)?.postMessage({ harm: "close" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const idle = (await firstOf(train(net, { ...options, steps: 2 }), ({ status }) => status === "done")).doneSteps;
    // One rests, and the worker is ended for another's sake
    const pauses = new PauseSwitch();
    const resting = train(net, options, { pauses });
    await firstOf(resting, ({ doneSteps }) => doneSteps > 20);
    pauses.paused = true;
    const paused = await firstOf(resting, ({ status }) => status === "paused");
    const stop = new AbortController();
    const other = train(plainMlp({ depth: 4 }), { data: spiral(), steps: 1_000_000 }, { signal: stop.signal });
    await firstOf(other, ({ doneSteps }) => doneSteps > 0);
    workers.at(-1)?.postMessage({ harm: "hang" });
    stop.abort();
    await firstOf(other, () => false).catch(() => "ended");
    pauses.paused = false;
    const resumed = await firstOf(resting, ({ status }) => status === "done");
    // While it evaluates and hands out examples
    const scored = evaluate(net, parameters, { data: spiral({ points: 1_000_000 }) });
    const shown = examples(spiral({ points: 900_000 }), { count: 3 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    workers.at(-1)?.postMessage({ harm: "close" });
    const evaluated = await scored;
    return {
      idle,
      paused: paused.doneSteps,
      isSame: JSON.stringify(resumed.runs[0]?.loss) === JSON.stringify(whole.runs[0]?.loss),
      interruption: resumed.interruptions?.[0],
      accuracy: evaluated.accuracy,
      shown: (await shown).inputs.length,
    };
  });
  expect(outcome).toMatchObject({ idle: 2, isSame: true, shown: 6 });
  expect(outcome.interruption).toMatchObject({ step: outcome.paused, resumedFrom: outcome.paused });
  expect(outcome.accuracy).toBeGreaterThan(0.3);
});

test("a worker that cannot start says so at once: not there, or blocked by a policy", async ({ page }) => {
  const attempt = async (): Promise<string> => {
    await open(page);
    return page.evaluate(async () => {
      const { train, plainMlp, spiral, firstOf } = window.course;
      const training = train(plainMlp({ depth: 4 }), { data: spiral(), steps: 2 });
      return firstOf(training, ({ status }) => status === "done").then(
        () => "trained",
        (error: Error) => `${error.name}: ${error.message}`,
      );
    });
  };
  await page.route(/worker-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }));
  expect(await attempt()).toBe("CourseError: The course was renewed: reload the page (your edits are kept).");
  await page.unroute(/worker-[^/]*\.js$/);
  await page.route(server.url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), "content-security-policy": "worker-src 'none'" },
    });
  });
  expect(await attempt()).toBe(
    "CourseError: The training worker could not be loaded, although it is to be had. Try again, or reload the page (your edits are kept).",
  );
  await page.unroute(server.url);
  expect(await attempt()).toBe("trained");
});
