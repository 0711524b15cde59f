import { expect, test, type CDPSession, type Page } from "@playwright/test";
import { chromiumArguments } from "../../scripts/chromium-options.ts";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage } from "./chapter-page.ts";

/** Edited or run so often; counted after every hundred. */
const times = 500;
const every = 100;
/** Up to here caches fill. */
const warm = 200;

/** What the heap may grow by in the last 300 rounds: 0.7 kB each. Less than 2 kB in all were measured. */
const heapTolerance = 200 * 1024;

interface Counts {
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly elements: number;
}

/**
 * The more often code runs, the more machine code the browser makes of it: over 300 edits 0.3 MB, and nothing else grew.
 * Here it makes none, so that the heap is the page's data.
 */
const interpreted = "--js-flags=--no-opt --no-maglev --no-sparkplug";

test.use({
  launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: [...chromiumArguments, interpreted] }),
});

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/memory-page.ts");
});

declare global {
  interface Window {
    /** A frame of the browser's own, which the page is laid out and painted for. */
    nextPaint(): Promise<void>;
  }
}

/** Lets frames follow each other as fast as the page computes: to paint them all took nine tenths of the time. */
function hurryFrames(): void {
  const paint = window.requestAnimationFrame.bind(window);
  const { port1, port2 } = new MessageChannel();
  const waiting = new Map<number, FrameRequestCallback>();
  let last = 0;
  port1.onmessage = () => {
    const callbacks = [...waiting.values()];
    waiting.clear();
    for (const callback of callbacks) callback(performance.now());
  };
  window.requestAnimationFrame = (callback) => {
    waiting.set(++last, callback);
    if (waiting.size === 1) port2.postMessage(null);
    return last;
  };
  window.cancelAnimationFrame = (id) => void waiting.delete(id);
  window.nextPaint = () => new Promise((resolve) => paint(() => resolve()));
}

async function open(page: Page, cells: Parameters<typeof renderPage>[0]["cells"]): Promise<CDPSession> {
  await serve(page, files, () => renderPage({ cells }));
  await page.addInitScript(hurryFrames);
  await page.goto(`${origin}/`);
  await page.evaluate(() => window.notebook.settled());
  return page.context().newCDPSession(page);
}

/** After garbage has been collected, twice: what is freed the first time may hold more. */
async function count(page: Page, session: CDPSession): Promise<Counts> {
  for (let pass = 0; pass < 2; pass++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners, elements };
}

/** Does something again and again, and counts now and then. */
async function repeat(page: Page, session: CDPSession, once: string): Promise<readonly Counts[]> {
  const counts: Counts[] = [];
  for (let done = 0; done < times; done += every) {
    await page.evaluate(
      async ([once, from, to]) => {
        const act = new Function("notebook", "at", `return ${once}`) as (
          notebook: unknown,
          at: number,
        ) => Promise<void>;
        for (let at = from; at < to; at++) await act(window.notebook, at);
        await window.notebook.settled();
        // What was painted last holds its nodes until something else is.
        for (let painted = 0; painted < 3; painted++) await window.nextPaint();
      },
      [once, done, done + every] as const,
    );
    counts.push(await count(page, session));
  }
  return counts;
}

function expectFlat(counts: readonly Counts[]): void {
  const [first, last] = [counts[warm / every - 1], counts.at(-1)];
  expect(last).toMatchObject({ nodes: first?.nodes, listeners: first?.listeners, elements: first?.elements });
  expect((last?.heapBytes ?? NaN) - (first?.heapBytes ?? NaN)).toBeLessThan(heapTolerance);
}

test("500 edits leave nothing behind: no memory, no nodes, no listeners, no variables", async ({ page }) => {
  const session = await open(page, [
    "const a = 1;",
    { source: "const shown = view(slider(a));" },
    { source: `({a, list: Array.from({length: 200}, (_, at) => at)})`, id: "inspected" },
    { source: "chart(a)", id: "chart" },
  ]);
  const variables = await page.evaluate(() => window.countVariables());
  const counts = await repeat(page, session, `notebook.edit("a", "const a = " + at + ", b" + at + " = a;")`);
  expectFlat(counts);
  expect(await page.evaluate(() => window.countVariables())).toBe(variables + 1);
  await expect(page.locator(`[data-cell="inspected"] .cell-output`)).toContainText(`a: ${times - 1}`);
});

test("500 runs of cells that make tensors keep as many tensors as one run", async ({ page }) => {
  const session = await open(page, [
    { source: "const table = tf.mul(tf.ones([64, 64]), 2);", run: "manual" },
    { source: "const total = tf.add(tf.sum(table), 1);" },
    { source: "const loaded = await total.data();" },
    { source: "loaded[0]", id: "shown" },
  ]);
  await page.evaluate(async () => {
    await window.notebook.run("table");
    await window.notebook.settled();
  });
  const tensors = await page.evaluate(() => window.countTensors());
  const counts = await repeat(page, session, `notebook.run("table")`);
  await expect(page.locator(`[data-cell="shown"] .cell-output`)).toHaveText("8193");
  expectFlat(counts);
  expect(await page.evaluate(() => window.countTensors())).toBe(tensors);
});
