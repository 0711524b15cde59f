import type { Browser, Page } from "@playwright/test";
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
  /** What long tasks of the main thread have beyond 50 ms, summed, for whoever stays at the top. */
  readonly blockedMs: number;
  /** Sum of all layout shifts, likewise. */
  readonly shift: number;
  readonly requests: number;
  /** First knob of the page that can be turned, for whoever goes straight to it; null where the page has none. */
  readonly knobMs: number | null;
  /** From a turn of that knob until another cell shows something else; null where the page has no knob. */
  readonly turnMs: number | null;
}

/** 1.6 Mbit/s with 150 ms, and a processor that is four times as slow as this one. */
const line = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const slowdown = 4;
const knob = ".cell-output :is(input[type=number], input[type=range], select)";
const patienceMs = 60_000;
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
      const address = `http://localhost:${port}/${page}`;
      const top = await visit(browser, address, stayAtTop);
      const knobs = page === "" ? { knobMs: null, turnMs: null } : await visit(browser, address, goToKnob);
      openings.push({ page, ...top, ...knobs });
    }
  } finally {
    await close();
    server.close();
  }
  return openings;
}

/** A visit in a browser that has kept nothing. */
async function visit<Seen>(browser: Browser, address: string, look: (page: Page) => Promise<Seen>): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, hasTouch: true, isMobile: true });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", line);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.addInitScript(watch);
    await page.goto(address, { waitUntil: "commit" });
    return await look(page);
  } finally {
    await context.close();
  }
}

async function stayAtTop(page: Page): Promise<Pick<Opening, "textMs" | "blockedMs" | "shift" | "requests">> {
  let requests = 1;
  page.on("request", () => requests++);
  await page.waitForLoadState("load");
  await page.evaluate(() => window.courseNotebook?.settled());
  await page.waitForTimeout(settleMs);
  return { ...(await page.evaluate(() => window.opening)), requests };
}

async function goToKnob(page: Page): Promise<Pick<Opening, "knobMs" | "turnMs">> {
  const first = page.locator(knob).filter({ visible: true }).first();
  // Again and again, since what comes above it moves it
  const arrive = () =>
    first.evaluate((input: KnobInput) => (input.scrollIntoView({ block: "center" }), !input.disabled));
  const startMs = Date.now();
  while (!(await arrive())) {
    if (Date.now() - startMs > patienceMs) throw new Error(`The first knob of ${page.url()} cannot be turned.`);
    await page.waitForTimeout(100);
  }
  const knobMs = await page.evaluate(() => performance.now());
  await page.evaluate(() => window.courseNotebook?.settled());
  await page.waitForTimeout(settleMs);
  await arrive();
  return { knobMs, turnMs: await first.evaluate(turn, patienceMs) };
}

type KnobInput = HTMLInputElement | HTMLSelectElement;

/** Turns a knob by one step, and waits until a cell other than its own shows something else. */
function turn(input: KnobInput, patienceMs: number): Promise<number> {
  const own = input.closest(".cell-output");
  const startMs = performance.now();
  const answered = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error("Nothing on the page has answered to a turn of its first knob.")), patienceMs);
    new MutationObserver((changes) => {
      const outputs = changes.map(({ target }) => (target instanceof Element ? target.closest(".cell-output") : null));
      if (outputs.some((output) => output !== null && output !== own)) resolve(performance.now() - startMs);
    }).observe(document.body, { subtree: true, childList: true });
  });
  if (input instanceof HTMLSelectElement) input.selectedIndex = (input.selectedIndex + 1) % input.options.length;
  else if (input.value === input.max) input.stepDown();
  else input.stepUp();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return answered;
}

/** Runs in the page before all else, so that it holds all it needs. */
function watch(): void {
  const opening = { textMs: 0, blockedMs: 0, shift: 0 };
  window.opening = opening;
  const observe = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") opening.textMs = startTime;
  });
  observe("longtask", ({ duration }) => (opening.blockedMs += Math.max(0, duration - 50)));
  observe("layout-shift", (entry) => (opening.shift += (entry as PerformanceEntry & { readonly value: number }).value));
}

export function printOpening(openings: readonly Opening[]): string {
  const seconds = (ms: number | null) => (ms === null ? "none" : `${(ms / 1000).toFixed(1)} s`);
  const rows = openings.map(({ page, textMs, knobMs, turnMs, blockedMs, shift, requests }) => [
    ...[textMs, knobMs, turnMs, blockedMs].map(seconds),
    ...[shift.toFixed(3), String(requests), `/${page}`],
  ]);
  const titles = ["first text", "first knob", "a turn", "blocked", "layout shift", "requests", "page"];
  return `Opened with 1.6 Mbit/s, 150 ms and a processor slowed four times\n${alignColumns([titles, ...rows], titles.length - 1).join("\n")}\n`;
}

declare global {
  interface Window {
    opening: Pick<Opening, "textMs" | "blockedMs" | "shift">;
  }
}
