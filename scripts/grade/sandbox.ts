import { chromium, type Browser, type BrowserContext, type BrowserServer, type Frame } from "@playwright/test";
import { observedSchema, type Observed } from "../../src/homework/grader/observation.ts";
import type { Job } from "../../src/homework/grader/sandbox/job.ts";
import type { SandboxScripts } from "./bundle-sandbox.ts";
import { findIsolation, type Isolation } from "./isolation.ts";
import { launchBrowser } from "./launch-browser.ts";
import { openSandboxPage, type WorkerName } from "./sandbox-page.ts";
import { watchMemory } from "./watch-memory.ts";

/** What was seen of a job; null: the grader itself failed, which says nothing of the answer. */
export type Seen = Observed | null;

/** Names of packages, which the light worker does not hold. */
const packages: readonly string[] = ["tf", "d3"];

/** Behind a job's own limit; the frame's clock has ended everything long before. */
const graceMs = 20_000;

/** More of them say no more. */
const mostRequests = 20;

/** A frame takes memory without any answer in it. */
const ownMegabytes = 200;

interface Running {
  readonly server: BrowserServer;
  readonly browser: Browser;
  readonly stopWatch: () => void;
}

interface Opened {
  readonly worker: WorkerName;
  readonly context: BrowserContext;
  readonly frame: Frame;
  readonly crashed: Promise<null>;
  /** That got as far as the browser, since the last job. */
  readonly requests: string[];
}

/** A Chromium in which code of strangers runs. It is started when it is needed, and ended where it does not answer. */
export class Sandbox {
  #scripts: SandboxScripts;
  #megabytes: number;
  #isolation: Isolation;
  #running: Running | null = null;
  #opened: Opened | null = null;

  /** @param megabytes what one answer may take */
  constructor(scripts: SandboxScripts, megabytes: number, isolation: Isolation = findIsolation()) {
    this.#scripts = scripts;
    this.#megabytes = megabytes;
    this.#isolation = isolation;
  }

  /** Runs the jobs of one submission, each in workers of its own, in a context that no other submission sees. */
  async observe(jobs: readonly Job[]): Promise<readonly Seen[]> {
    // Before any clock runs: a script takes seconds to be made.
    for (const job of jobs) await this.#scripts(workerOf(job));
    const seen: Seen[] = [];
    for (const job of jobs) seen.push((await this.#attempt(job)) ?? (await this.#attempt(job)));
    await this.#leave();
    return seen;
  }

  async close(): Promise<void> {
    const running = this.#running;
    [this.#running, this.#opened] = [null, null];
    running?.stopWatch();
    // SIGKILL: a browser whose pages hang may take no other end.
    await running?.server.kill();
  }

  async #attempt(job: Job): Promise<Seen> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), 1000 * job.limits.seconds + graceMs);
    });
    const seen = await Promise.race([this.#observeOne(job).catch(() => null), late]);
    clearTimeout(timer);
    if (seen === null) await this.close();
    return seen;
  }

  async #observeOne(job: Job): Promise<Observed> {
    const { frame, crashed, requests } = await this.#enter(workerOf(job));
    const text = await Promise.race([frame.evaluate((given) => globalThis.observe(given), job), crashed]);
    if (text === null) {
      await this.#leave();
      return outOfMemory(job);
    }
    const seen = observedSchema.parse(JSON.parse(text));
    return { ...seen, attempts: [...seen.attempts, ...requests.splice(0)] };
  }

  async #enter(worker: WorkerName): Promise<Opened> {
    if (this.#opened?.worker === worker) return this.#opened;
    await this.#leave();
    const { browser } = (this.#running ??= await this.#launch());
    const requests: string[] = [];
    const context = await browser.newContext({
      ...{ serviceWorkers: "block", acceptDownloads: false, locale: "en-US", timezoneId: "UTC" },
      userAgent: userAgentOf(browser),
    });
    const note = (attempt: string): void => void (requests.length < mostRequests && requests.push(attempt));
    const { page, frame } = await openSandboxPage(context, this.#scripts, { worker, note });
    const crashed = new Promise<null>((resolve) => page.once("crash", () => resolve(null)));
    return (this.#opened = { worker, context, frame, crashed, requests });
  }

  async #leave(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    // A context whose page crashed may never close; the next one does not wait for it.
    if (opened) await Promise.race([opened.context.close().catch(() => undefined), pause(5000)]);
  }

  async #launch(): Promise<Running> {
    const server = await launchBrowser(this.#megabytes, this.#isolation);
    const stopWatch = watchMemory(server.process().pid ?? 0, this.#megabytes + ownMegabytes);
    return { server, browser: await chromium.connect(server.wsEndpoint()), stopWatch };
  }
}

function workerOf({ cells }: Job): WorkerName {
  const inputs = cells.flatMap(({ compiled }) => compiled.inputs);
  return packages.some((name) => inputs.includes(name)) ? "whole-worker" : "light-worker";
}

/** Nothing of it tells that nobody looks on. */
function userAgentOf(browser: Browser): string {
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`;
}

/** Of all that makes a page crash this is what an answer can do. */
function outOfMemory({ calls }: Job): Observed {
  return { calls: calls.map(() => ({ kind: "memory" as const })), failed: [], console: "", attempts: [] };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
