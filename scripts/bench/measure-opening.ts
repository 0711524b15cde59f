import type { BrowserContext } from "@playwright/test";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { serveSite } from "../serve-site.ts";
import { launchBrowser } from "./launch-browser.ts";
import { alignColumns } from "./table.ts";

/** What a reader waits for who opens a page on a slow line with a slow phone. */
export interface Opening {
  /** The page's address in the site: "degradation/". */
  readonly page: string;
  /** First paint with text in it, in milliseconds from the address on. */
  readonly textMs: number;
  /** First knob of the page that can be turned, for whoever goes straight to it; null where the page has none. */
  readonly knobMs: number | null;
  /** What long tasks of the main thread have beyond 50 ms, summed. */
  readonly blockedMs: number;
  /** Sum of all layout shifts. */
  readonly shift: number;
  readonly requests: number;
}

/** 1.6 Mbit/s with 150 ms, and a processor that is four times as slow as this one. */
const line = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const slowdown = 4;
const knob = ".cell-output :is(input, select)";
/** A page that has had no knob for so long has none. */
const patienceMs = 40_000;
/** What is fetched for later, and may block or move something then, is over by now. */
const settleMs = 3_000;

/** Opens the front page and every chapter of a built site, each in a browser that has kept nothing, as `npm start` serves them. */
export async function measureOpening(site: string, say: (line: string) => void): Promise<Opening[]> {
  const { server, port } = await serveSite(site, 0, { compress: true });
  const { browser, close } = await launchBrowser(null);
  const openings: Opening[] = [];
  try {
    for (const page of ["", ...publishedFiles().map((name) => name.replace(/^\d+-|\.md$/g, "") + "/")]) {
      say(`opening: /${page}`);
      const context = await browser.newContext({
        viewport: { width: 412, height: 823 },
        hasTouch: true,
        isMobile: true,
      });
      openings.push({ page, ...(await open(context, `http://localhost:${port}/${page}`)) });
      await context.close();
    }
  } finally {
    await close();
    server.close();
  }
  return openings;
}

/** In a context that has kept nothing. */
async function open(context: BrowserContext, address: string): Promise<Omit<Opening, "page">> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", line);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(watch, knob);
  let requests = 0;
  page.on("request", () => requests++);
  await page.goto(address, { timeout: patienceMs });
  const hasCells = (await page.locator("#chapter-data").count()) > 0;
  if (hasCells)
    await page.waitForFunction(() => window.opening?.knobMs !== null, null, { timeout: patienceMs }).catch(() => null);
  await page.waitForTimeout(settleMs);
  const seen = await page.evaluate(() => window.opening);
  if (seen === undefined) throw new Error(`${address} was not watched`);
  return { ...seen, requests };
}

/** Runs in the page before all else, so that it holds all it needs. */
function watch(knob: string): void {
  const opening = { textMs: 0, knobMs: null as number | null, blockedMs: 0, shift: 0 };
  window.opening = opening;
  const observe = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") opening.textMs = startTime;
  });
  observe("longtask", ({ duration }) => (opening.blockedMs += Math.max(0, duration - 50)));
  observe("layout-shift", (entry) => (opening.shift += (entry as PerformanceEntry & { readonly value: number }).value));
  let output: Element | null = null;
  const look = (): void => {
    if (output === null) {
      output = document.querySelector(knob)?.closest(".cell-output") ?? null;
      output?.scrollIntoView();
    }
    // As recorded it is switched off
    if (output?.querySelector(":is(input, select):enabled")) opening.knobMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export function printOpening(openings: readonly Opening[]): string {
  const seconds = (ms: number | null) => (ms === null ? "none" : `${(ms / 1000).toFixed(1)} s`);
  const rows = openings.map(({ page, textMs, knobMs, blockedMs, shift, requests }) => [
    ...[seconds(textMs), seconds(knobMs), seconds(blockedMs), shift.toFixed(3), String(requests)],
    `/${page}`,
  ]);
  const titles = ["first text", "first knob", "blocked", "layout shift", "requests", "page"];
  return `Opened with 1.6 Mbit/s, 150 ms and a processor slowed four times\n${alignColumns([titles, ...rows], titles.length - 1).join("\n")}\n`;
}

declare global {
  interface Window {
    opening?: Omit<Opening, "page" | "requests">;
  }
}
