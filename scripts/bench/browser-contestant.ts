import type { Page } from "@playwright/test";
import type { Contestant, Memory, OpenRequest, Turn } from "./contestant.ts";
import { launchBrowser, type LaunchedBrowser } from "./launch-browser.ts";
import type { GraphicsInterface } from "./options.ts";
import { readTree } from "./process-tree.ts";

export interface BrowserSettings {
  readonly gpu: GraphicsInterface | null;
  /** Of the server of the bundled pages. */
  readonly port: number;
}

/**
 * Opens an engine in a browser of its own and does the first step.
 * @param giveUp aborts it
 * @throws Error that says why the engine cannot train the net here
 */
export async function openInBrowser(
  request: OpenRequest,
  { gpu, port }: BrowserSettings,
  giveUp: AbortSignal,
): Promise<Contestant> {
  const launched = await launchBrowser(gpu);
  giveUp.addEventListener("abort", () => void launched.close());
  try {
    const page = await launched.browser.newPage();
    const name = request.engine.startsWith("stock-") ? "stock" : "course";
    await page.goto(`http://localhost:${port}/${name}.html`);
    await page.waitForFunction(() => "bench" in window);
    const opening = await page.evaluate((asked) => window.bench.open(asked), request);
    return {
      opening,
      count: () => page.evaluate(() => window.bench.count()),
      turn: (steps) => takeTurn(page, launched, steps),
      memory: () => readMemory(page, launched),
      close: () => launched.close(),
    };
  } catch (error) {
    await launched.close();
    throw new Error(firstLine(error), { cause: error });
  }
}

async function takeTurn(page: Page, { processId }: LaunchedBrowser, steps: number): Promise<Turn> {
  await page.evaluate(() => window.bench.prepare());
  const before = readTree(processId);
  const turn = await page.evaluate((count) => window.bench.turn(count), steps);
  const after = readTree(processId);
  const cpuMs = before === null || after === null ? null : (after.cpuMs - before.cpuMs) / steps;
  return { ...turn, cpuMs };
}

/** After a garbage collection. */
async function readMemory(page: Page, { processId }: LaunchedBrowser): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const wasmBytes = await page.evaluate(() => window.bench.wasmBytes());
  return { heapMb: (usedSize + wasmBytes) / 2 ** 20, processMb: readTree(processId)?.residentMb ?? null };
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n")[0] ?? text).replace(/^page\.\w+: (\w*Error: )?/, "");
}
