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

test("a trained net is asked everything through the worker, one question after the other", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  const found = await page.evaluate(async () => {
    const { train, evaluate, confusionMatrix, featureMaps, deletionStudy, lossPlane, decisionPlane } = window.course;
    const { residualMlp, spiral, firstOf } = window.course;
    const [net, data] = [residualMlp({ depth: 8 }), spiral({ points: 120 })];
    const settings = { data, steps: 80, keepParameters: true, engine: "wasm" } as const;
    const { runs } = await firstOf(train(net, settings), ({ status }) => status === "done");
    const parameters = runs[0]?.parameters ?? {};
    const order: string[] = [];
    const done = <T>(name: string, promise: Promise<T>): Promise<T> => promise.finally(() => order.push(name));
    const lastOf = async <T>(parts: AsyncIterable<T>): Promise<T[]> => {
      const all: T[] = [];
      for await (const part of parts) all.push(part);
      return all;
    };
    const places: number[] = [];
    const onProgress = ({ queuePlace }: { queuePlace: number | null }): void => {
      if (queuePlace !== null) places.push(queuePlace);
    };
    const plane = { data, split: "test", resolution: 5, examples: 120, engine: "wasm" } as const;
    const [planes, study, confusion, maps, decisions, evaluation] = await Promise.all([
      done("plane", lastOf(lossPlane(net, parameters, plane))),
      done("study", lastOf(deletionStudy(net, parameters, { data, engine: "wasm" }, { onProgress }))),
      done("confusion", confusionMatrix(net, parameters, { data, engine: "wasm" })),
      done("maps", featureMaps(net, parameters, { data, nodes: ["relu3"], engine: "wasm" })),
      done("decisions", decisionPlane(net, parameters, { data, split: "test", resolution: 9, engine: "wasm" })),
      evaluate(net, parameters, { data, split: "test", engine: "wasm" }),
    ]);
    const untouched = study.at(-1)?.whole;
    return {
      order,
      places: [...new Set(places)],
      ...{ parts: planes.length, rows: planes.at(-1)?.loss.length, middle: planes.at(-1)?.loss[2]?.[2] },
      ...{ study: study.at(-1)?.status, changed: study.at(-1)?.rows.length, untouched, evaluation },
      ...{ accuracy: confusion.accuracy, map: maps.maps[0]?.values.length, decisions },
    };
  });
  expect(found.order).toEqual(["plane", "study", "confusion", "maps", "decisions"]);
  expect(found.places).toContain(1);
  expect(found.parts).toBeGreaterThan(1);
  expect(found).toMatchObject({ rows: 5, study: "done", changed: 3, map: 32 });
  expect(found.middle).toBeCloseTo(found.evaluation.loss, 5);
  expect(found.untouched?.loss).toBeCloseTo(found.evaluation.loss, 5);
  expect(found.accuracy).toBeCloseTo(found.evaluation.accuracy ?? NaN, 6);
  expect(found.decisions.accuracy).toBeCloseTo(found.evaluation.accuracy ?? NaN, 6);
  expect(found.decisions.classes.join(" ")).toMatch(/^([0-2]{9} ){8}[0-2]{9}$/);
});

test("an analysis that is stopped keeps its parts, and what cannot be asked is refused at once", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  const found = await page.evaluate(async () => {
    const { lossPlane, deletionStudy, confusionMatrix, train, firstOf } = window.course;
    const { residualMlp, spiral } = window.course;
    const [net, data] = [residualMlp({ depth: 20 }), spiral()];
    const settings = { data, steps: 1, keepParameters: true, engine: "wasm" } as const;
    const { runs } = await firstOf(train(net, settings), ({ status }) => status === "done");
    const parameters = runs[0]?.parameters ?? {};
    const stop = new AbortController();
    let last;
    const plane = lossPlane(net, parameters, { data, resolution: 101, engine: "wasm" }, { signal: stop.signal });
    for await (last of plane) if (last.loss.length > 1) stop.abort();
    const messages = [];
    try {
      deletionStudy(net, parameters, { data, deletions: [[{ stage: 4, index: 1 }]] });
    } catch (error) {
      messages.push((error as Error).message);
    }
    messages.push(await confusionMatrix(net, {}, { data }).catch((error: Error) => error.message));
    return { status: last?.status, rows: last?.loss.length ?? 0, messages };
  });
  expect(found.status).toBe("stopped");
  expect(found.rows).toBeLessThan(101);
  expect(found.messages[0]).toContain("deleteBlock: residual-20 has no block 4.1.");
  expect(found.messages[1]).toContain("confusionMatrix: residual-20 needs dense1/kernel of shape");
});

test("both engines measure the same with every probe on", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page);
  const [wasm = [], webgl = []] = await page.evaluate(async () => {
    const { train, residualNet, shapes, firstOf } = window.course;
    const net = residualNet({ depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2 });
    const probes = ["gradient-norms", "parameter-gradients", "activations", "clipped", "weights"] as const;
    const measured = [];
    for (const engine of ["wasm", "webgl"] as const) {
      const options = { data: shapes({ training: 32, test: 16 }), batchSize: 16, learningRate: 0.05, engine };
      const training = train(net, {
        ...{ ...options, steps: 2, probeAt: [0, 1] },
        probes: [...probes, "updates", "branches", "block-changes"],
      });
      measured.push((await firstOf(training, ({ status }) => status === "done")).runs[0]?.probes ?? []);
    }
    return measured;
  });
  const numbers = (probes: unknown): number[] => {
    if (typeof probes === "number") return [probes];
    return typeof probes === "object" && probes !== null ? Object.values(probes).flatMap(numbers) : [];
  };
  const [a, b] = [numbers(wasm), numbers(webgl)];
  expect(a.length).toBeGreaterThan(200);
  expect(b).toHaveLength(a.length);
  a.forEach((value, at) => expect(Math.abs(value - (b[at] ?? NaN))).toBeLessThan(1e-3 + 0.02 * Math.abs(value)));
});
