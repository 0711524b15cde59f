import { expect, test, type Page } from "@playwright/test";
import { serveEnginePage } from "./engine-server.ts";

/** A training that several workers share. How snapshots are joined is tested in tests/training/page/. */

let server: Awaited<ReturnType<typeof serveEnginePage>>;
test.beforeAll(async () => {
  server = await serveEnginePage();
});
test.afterAll(() => server.close());

async function open(page: Page): Promise<void> {
  await page.goto(server.url);
  await page.waitForFunction(() => "course" in window);
}

test("one, two and three workers give the same numbers, bit for bit, dense nets and convolutional ones", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await open(page);
  const outcomes = await page.evaluate(async () => {
    const { train, plainMlp, residualMlp, plainNet, residualNet, spiral, shapes, firstOf, workers, preferWorkers } =
      window.course;
    const measured = { evaluateEvery: 20, probeAt: [0, 20, 30], keepParameters: true, keepState: true };
    const size = { depth: 8, width: 4, inputShape: [16, 16, 3] as const };
    const kinds = {
      dense: () =>
        train(
          { plain: plainMlp({ depth: 12 }), residual: residualMlp({ depth: 12 }), short: plainMlp({ depth: 4 }) },
          { data: spiral(), steps: 30, seeds: [1, 2], batchSize: 64, ...measured },
        ),
      convolutional: () =>
        train(
          { plain: plainNet(size), residual: residualNet({ ...size, shortcut: "B" }) },
          {
            data: shapes({ training: 64, test: 32 }),
            ...{ steps: 6, seeds: [1, 2], batchSize: 16, augment: { pad: 2, flip: false } },
            ...{ evaluateEvery: 3, probeAt: [3] },
          },
        ),
    };
    const outcomes = [];
    for (const [kind, begin] of Object.entries(kinds)) {
      for (const count of [1, 2, 3]) {
        preferWorkers(count);
        let least = Infinity;
        const last = await firstOf(begin(), ({ status, runs }) => {
          least = Math.min(least, runs.length);
          return status === "done";
        });
        const plain = (value: unknown): string =>
          JSON.stringify(value, (_, part: unknown) => (part instanceof Float32Array ? [...part] : part));
        const states = last.saved?.states ?? [];
        outcomes.push({
          kind,
          count,
          least,
          started: workers.length,
          ...last,
          runs: plain(last.runs),
          states: plain(states),
        });
      }
    }
    return outcomes;
  });
  for (const kind of ["dense", "convolutional"]) {
    const [one, two, three] = outcomes.filter((each) => each.kind === kind);
    expect(two?.runs).toBe(one?.runs);
    expect(three?.runs).toBe(one?.runs);
    expect(two?.states).toBe(one?.states);
    expect(three?.states).toBe(one?.states);
    expect([one, two, three].map((each) => each?.engine.workers)).toEqual([undefined, 2, 3]);
    expect(new Set([one, two, three].map((each) => each?.engine.device))).toEqual(new Set(["wasm (SIMD)"]));
    expect(three).toMatchObject({ doneSteps: one?.doneSteps, totalSteps: one?.totalSteps, data: one?.data });
    expect(three?.least).toBe(one?.least);
  }
  expect(outcomes.map(({ started }) => started)).toEqual([1, 2, 3, 3, 3, 3]);
});

test("pause, resume, a lost worker, one that hangs, Stop and cancel: as with one worker, and only its own runs are taken back", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await open(page);
  const outcome = await page.evaluate(async () => {
    const { train, plainMlp, spiral, firstOf, workers, preferWorkers, PauseSwitch } = window.course;
    const nets = { deep: plainMlp({ depth: 12 }), shallow: plainMlp({ depth: 4 }) };
    const options = { data: spiral(), batchSize: 64, steps: 400, seeds: [1, 2, 3], evaluateEvery: 150 };
    const isDone = ({ status }: { status: string }): boolean => status === "done";
    preferWorkers(1);
    const whole = await firstOf(train(nets, options), isDone);
    preferWorkers(3);
    const pauses = new PauseSwitch();
    const disturbed = train(nets, options, { pauses });
    await firstOf(disturbed, ({ runs }) => runs.every(({ loss }) => loss.length > 5));
    pauses.paused = true;
    const paused = await firstOf(disturbed, ({ status }) => status === "paused");
    // The pool is another's as long as this rests
    const between = await firstOf(train(nets, { ...options, steps: 3 }), isDone);
    pauses.paused = false;
    await firstOf(disturbed, ({ doneSteps }) => doneSteps > paused.doneSteps);
    workers[1]?.postMessage({ harm: "crash" });
    const last = await firstOf(disturbed, isDone);
    const after = workers.length;
    // One hangs, and the reader presses Stop
    const stop = new AbortController();
    const endless = train(nets, { ...options, steps: 100_000 }, { signal: stop.signal });
    await firstOf(endless, ({ runs }) => runs.every(({ loss }) => loss.length > 5));
    workers[2]?.postMessage({ harm: "hang" });
    stop.abort();
    const stopped = await firstOf(endless, ({ status }) => status === "stopped");
    const left = train(nets, { ...options, steps: 100_000 });
    await firstOf(left, ({ doneSteps }) => doneSteps > 0);
    await left.return(undefined);
    const next = await firstOf(train(nets, { ...options, steps: 2 }), isDone);
    return { whole, paused, between: between.doneSteps, last, after, stopped, next: next.doneSteps };
  });
  const { whole, paused, last, stopped } = outcome;
  expect(outcome).toMatchObject({ between: 18, next: 12, after: 4 });
  expect(last.engine.workers).toBe(3);
  expect(last.runs).toEqual(whole.runs);
  const second = paused.runs.find(({ seed }) => seed === 2)?.loss.length ?? NaN;
  expect(last.interruptions).toHaveLength(1);
  expect(last.interruptions?.[0]?.resumedFrom).toBeGreaterThanOrEqual(second);
  expect(last.interruptions?.[0]?.reason).toBe(
    "the training worker of deep with seed 2 and shallow with seed 2 was lost (Uncaught Error: harmed by the test)",
  );
  expect(stopped.runs).toHaveLength(6);
  for (const { status, loss } of stopped.runs) {
    expect(status).toBe("stopped");
    expect(loss.length).toBeGreaterThan(5);
  }
});

test("WebGL keeps one worker and one context, whatever the reader's number; a lost one is replaced there", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await open(page);
  const { last, started } = await page.evaluate(async () => {
    const { train, plainNet, shapes, firstOf, workers, preferWorkers, PauseSwitch } = window.course;
    preferWorkers(3);
    const net = plainNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2 });
    const options = { data: shapes({ training: 64, test: 16 }), batchSize: 8, steps: 6, seeds: [1, 2] };
    const pauses = new PauseSwitch();
    const training = train(net, { ...options, engine: "webgl" }, { pauses });
    await firstOf(training, ({ doneSteps }) => doneSteps > 0);
    pauses.paused = true;
    await firstOf(training, ({ status }) => status === "paused");
    workers[0]?.postMessage({ harm: "lose contexts" });
    pauses.paused = false;
    return { last: await firstOf(training, ({ status }) => status === "done"), started: workers.length };
  });
  expect(started).toBe(1);
  expect(last.engine).toMatchObject({ kind: "webgl" });
  expect(last.engine.workers).toBeUndefined();
  expect(last.interruptions).toHaveLength(1);
  expect(last.runs.map(({ loss }) => loss.length)).toEqual([6, 6]);
});
