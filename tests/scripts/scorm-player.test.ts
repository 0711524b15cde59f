import { readFileSync } from "node:fs";
import { chromium, type Browser, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findChromium } from "../../scripts/find-chromium.ts";
import { bundlePage } from "../../scripts/assignment/bundle-module.ts";
import { scormFiles, type ScormEdition } from "../../src/homework/assignment/scorm.ts";

// A browser on a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const [lms, course] = ["https://lms.example.org", "https://course.example.org"];
const links = [
  { chapter: "residual-blocks", url: `${course}/residual-blocks/?assignment=/assignments/week-1-v2.json` },
];
const html = "text/html; charset=utf-8";

let browser: Browser;
let script = "";

beforeAll(async () => {
  [browser, script] = await Promise.all([
    chromium.launch({ executablePath: findChromium() }),
    bundlePage("scripts/assignment/scorm-page.ts"),
  ]);
});
afterAll(() => browser.close());

/** The player and its name for the runtime, as an LMS's page has them. */
const players = {
  "1.2": { file: "scorm12", make: "window.API = new Scorm12API({autocommit: false});", read: "API.LMSGetValue" },
  "2004": {
    file: "scorm2004",
    make: "window.API_1484_11 = new Scorm2004API({autocommit: false});",
    read: "API_1484_11.GetValue",
  },
} as const;

/** An LMS in which a package is launched, and a stub in the course's place. */
async function launch(edition: ScormEdition, title = "Week <1>"): Promise<Page> {
  const files = scormFiles(edition, { assignment: "week-1", version: 2, title, links, script });
  const { file, make } = players[edition];
  const player = readFileSync(`node_modules/scorm-again/dist/${file}.min.js`, "utf8");
  const context = await browser.newContext();
  await context.route("**/*", (route) => {
    const url = new URL(route.request().url());
    if (url.origin === course) return route.fulfill({ contentType: html, body: "<!doctype html><title>Stub</title>" });
    if (url.pathname === "/player.js") return route.fulfill({ contentType: "text/javascript", body: player });
    const name = url.pathname.replace("/package/", "");
    const type = name.endsWith(".js") ? "text/javascript" : html;
    if (files.has(name)) return route.fulfill({ contentType: type, body: files.get(name) ?? "" });
    const body = `<!doctype html><script src="/player.js"></script><script>${make}</script><iframe src="/package/index.html"></iframe>`;
    return route.fulfill({ contentType: html, body });
  });
  const page = await context.newPage();
  await page.goto(`${lms}/play`);
  return page;
}

const read = (page: Page, edition: ScormEdition, names: readonly string[]): Promise<unknown> =>
  page.evaluate(`${JSON.stringify(names)}.map((name) => ${players[edition].read}(name))`);

const progress = { type: "residual-course-progress", assignment: "week-1", version: 2, passed: 3, of: 4 };
const post = (page: Page, message: object): Promise<void> =>
  page.evaluate(([message, origin]) => (opener as Window).postMessage(message, origin as string), [
    message,
    new URL(page.url()).searchParams.get("lms"),
  ] as const);

const cases = [
  {
    edition: "1.2",
    score: "cmi.core.score.raw",
    names: ["cmi.core.score.raw", "cmi.core.score.max", "cmi.core.lesson_status", "cmi.comments"],
    part: ["75", "100", "incomplete", "Visible checks only, unverified."],
    whole: ["100", "100", "completed", "Visible checks only, unverified."],
    committed: "LMSCommit",
  },
  {
    edition: "2004",
    score: "cmi.score.scaled",
    names: ["cmi.score.scaled", "cmi.success_status", "cmi.completion_status", "cmi.comments_from_learner.0.comment"],
    part: ["0.75", "unknown", "incomplete", "Visible checks only, unverified."],
    whole: ["1", "unknown", "completed", "Visible checks only, unverified."],
    committed: "Commit",
  },
] as const;

it.each(cases)(
  "a player of SCORM $edition takes the score, the status and the commit of what the course's page tells",
  async ({ edition, score, names, part, whole, committed }) => {
    const page = await launch(edition);
    const api = players[edition].read.split(".")[0] ?? "";
    await page.evaluate(`window.commits = 0; ${api}.on("${committed}", () => window.commits++);`);
    const frame = page.frameLocator("iframe");
    const [chapter] = await Promise.all([
      page.context().waitForEvent("page"),
      frame.getByRole("button", { name: "Open residual blocks" }).click(),
    ]);
    await chapter.waitForLoadState();
    const { pathname, searchParams } = new URL(chapter.url());
    expect([pathname, ...searchParams.values()]).toEqual(["/residual-blocks/", "/assignments/week-1-v2.json", lms]);
    // Of another assignment, and of a window that was not opened here.
    await post(chapter, { ...progress, assignment: "week-2" });
    await page.evaluate((message) => frames[0]?.postMessage(message, "*"), progress);
    await post(chapter, progress);
    await expect.poll(() => frame.getByRole("status").textContent()).toContain("3 of 4 exercises");
    expect(await read(page, edition, names)).toEqual(part);
    expect(await page.evaluate("window.commits")).toBe(1);
    await post(chapter, { ...progress, passed: 4 });
    await expect.poll(() => read(page, edition, [score])).toEqual([whole[0]]);
    expect(await read(page, edition, names)).toEqual(whole);
    await page.context().close();
  },
);

it("says so where there is no LMS, and opens chapters all the same", async () => {
  const page = await launch("1.2");
  await page.goto(`${lms}/package/index.html`);
  expect(await page.getByRole("heading").textContent()).toBe("Week <1>");
  expect(await page.getByRole("status").textContent()).toContain("was not opened by an LMS");
  expect(await page.getByRole("button").count()).toBe(1);
  await page.context().close();
});
