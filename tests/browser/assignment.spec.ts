import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { drawVariant, variantSeed } from "../../src/homework/assignment/draw-variant.ts";
import { readKey, type Key } from "../../src/homework/assignment/key.ts";
import { readResults } from "../../scripts/grade/result-files.ts";
import { readTo } from "./chapter-page.ts";
import { findViolations } from "./find-violations.ts";

/** An assignment as a student meets it, from the link to the file, and what the grader makes of that file. */

const folder = mkdtempSync(join(tmpdir(), "assignment-"));
const at = (...path: readonly string[]): string => join(folder, ...path);
const release = at("released", "gradients-and-blocks");
const link = "/vanishing-gradients/?assignment=/assignments/gradients-and-blocks-v1.json";
const solution = (id: string): string => readFileSync(`homework-sample/solutions/${id}.js`, "utf8");
let key: Key;

test.beforeAll(() => {
  run("assignment", "build", "homework-sample/assignment.yaml", "--site", "http://localhost/", "--out", at("released"));
  key = readKey(readFileSync(join(release, "v1/r1/key.json"), "utf8"), "key");
});
test.afterAll(() => rmSync(folder, { recursive: true }));

test("a student works, goes on at another device, hands in, and is graded", async ({ context, browser }) => {
  await serve(context);
  const page = await context.newPage();
  await page.goto(link);
  const panel = page.locator("#assignment");
  await expect(panel).toContainText("Due Monday, 14 December 2026 at 23:59 in Europe/Berlin");
  await expect(panel.locator(".assignment-list > summary")).toContainText("5 exercises, 11 points and 1 of bonus: 0");
  const slopes = page.locator("#c1-max-slopes");
  await expect(slopes).toContainText("Type your id first");
  await expect(slopes).toContainText("2 points in the assignment");
  await expect(slopes.locator("notebook-cell, .exercise-outcome, .explanation").filter({ visible: true })).toHaveCount(
    0,
  );
  await beStudent(panel, "s1003", "Cy Example");
  // Right, wrong, and a drawn question.
  await check(page, "c1-backward-norms", solution("c1-backward-norms"));
  await check(page, "c1-keep", "const tanhGain = 9;");
  await slopes.getByLabel("Your number").fill(await rightAnswer("s1003", "c1-max-slopes"));
  await expect(slopes.getByRole("status")).toHaveText("answered");
  await expect(states(panel)).toHaveText([
    "✓ visible checks passed",
    "○ not begun",
    "◐ begun",
    "✓ answered",
    "○ not begun",
  ]);

  // The assignment stays with its other chapters; what was answered before is there.
  await page.goto("/degradation/#c2-fix-overfitting");
  await expect(states(panel)).toHaveText([
    "✓ visible checks passed",
    "○ not begun",
    "◐ begun",
    "✓ answered",
    "○ not begun",
  ]);
  const right = page.locator("#c2-fix-overfitting").getByRole("radio", { checked: false });
  await right.first().focus();
  await page.keyboard.press("Space");
  const option = await rightAnswer("s1003", "c2-fix-overfitting");
  for (let step = "a".charCodeAt(0); String.fromCharCode(step) !== option; step++)
    await page.keyboard.press("ArrowDown");
  await expect(panel.locator(".assignment-list > summary")).toContainText("3 answered or checked, 1 begun");

  await context.setOffline(true);
  await panel.locator(".assignment-end > summary").press("Enter");
  await expect(panel.locator(".assignment-blank")).toHaveText(
    "Blank as yet: How many places? (c3-output-size). You can hand in all the same.",
  );
  await panel.getByLabel(/^Help that you used/).fill("The textbook.");
  const file = await save(page, panel.getByRole("button", { name: "Hand in: write the file" }), "in/submission_1");
  expect(file).toMatch(/gradients-and-blocks-cy-example\.html$/);
  await expect(panel.locator(".assignment-receipt")).toContainText("4 of 5, from all chapters");
  await expect(panel.locator(".assignment-receipt dd").last()).toHaveText(/^[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4}$/);
  await context.setOffline(false);
  await panel.locator(".assignment-move > summary").press("Enter");
  const attempt = await save(page, panel.getByRole("button", { name: "Save this attempt" }), "moved");

  await page.getByRole("button", { name: "Leave this assignment" }).press("Enter");
  await expect(page).toHaveURL(/\/degradation\/$/);
  await expect(page.locator("#c2-fix-overfitting .exercise-title")).toContainText("1 point");
  await expect(panel).toHaveCount(0);
  await page.close();

  const late = await goOnElsewhere(await browser.newContext(), attempt, file);
  const results = gradeFiles({
    submission_1: ["s1003", "2026-12-14 21:00:00 Z"],
    submission_2: ["s1005", "2026-12-16 06:00:00 Z"],
  });
  expect(results["s1003"]).toEqual({ status: "partial", score: 7 });
  expect(results["s1005"]).toEqual({ status: "partial", score: late });
  expect(results["s1006"]).toEqual({ status: "missing", score: null });
  expect(readFileSync(at("graded/canvas.csv"), "utf8")).toContain('"Example, Cy",903,s1003,1,7\r\n');
  const feedback = readdirSync(at("graded/feedback")).find((name) => name.startsWith("s1003")) ?? "";
  expect(readFileSync(at("graded/feedback", feedback), "utf8")).toContain("c1-backward-norms");
});

/** On another device, under another id, and handed in late. @returns the points that this earns */
async function goOnElsewhere(context: BrowserContext, attempt: string, file: string): Promise<number> {
  await serve(context);
  const page = await context.newPage();
  await page.goto(link);
  const panel = page.locator("#assignment");
  await panel.locator(".assignment-move > summary").click();
  await open(page, "Open a saved attempt", attempt);
  await expect(panel.locator(".assignment-who")).toHaveText("You: Cy Example, id s1003. Change");
  await expect(page.locator("#c1-backward-norms .cell-source")).toContainText("arriving");
  const slopes = page.locator("#c1-max-slopes").getByLabel("Your number");
  await expect(slopes).toHaveValue(await rightAnswer("s1003", "c1-max-slopes"));

  await panel.getByRole("button", { name: "Change" }).click();
  await panel.getByLabel("Your student id").fill("s1005");
  await expect(panel.locator(".assignment-form [role=status]")).toContainText(
    "2 questions are drawn from the id, and will change",
  );
  await beStudent(panel, "s1005", "Eli Example");
  const isSame = (await draw("s1003", "c1-max-slopes"))?.id === (await draw("s1005", "c1-max-slopes"))?.id;
  await expect(slopes).toHaveValue(isSame ? await rightAnswer("s1003", "c1-max-slopes") : "");
  await slopes.fill(await rightAnswer("s1005", "c1-max-slopes"));
  await page.reload();
  await expect(slopes).toHaveValue(await rightAnswer("s1005", "c1-max-slopes"));
  await panel.locator(".assignment-end > summary").click();
  await save(page, panel.getByRole("button", { name: "Hand in: write the file" }), "in/submission_2");

  // What was handed in opens again, and what it replaced can be had back.
  await panel.locator(".assignment-move > summary").click();
  await open(page, "Open a handed-in file", file);
  await expect(panel.locator(".assignment-who")).toContainText("s1003");
  await panel.getByRole("button", { name: "Get it back" }).click();
  await expect(panel.locator(".assignment-who")).toContainText("s1005");
  await context.close();
  const bonus =
    (await draw("s1003", "c2-fix-overfitting"))?.id === (await draw("s1005", "c2-fix-overfitting"))?.id ? 1 : 0;
  return (4 + 2 + bonus) / 2;
}

test("the panel is in order for axe, by keyboard, in the dark and on a phone; a frame and another tab are said", async ({
  page,
}) => {
  await serve(page.context());
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.goto(link);
  const panel = page.locator("#assignment");
  await panel.getByLabel("Your student id").focus();
  await page.keyboard.type("s1006");
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: "Change" })).toBeFocused();
  for (const part of ["end", "move"]) await panel.locator(`.assignment-${part} > summary`).press("Enter");
  const within = ["#assignment", "#c1-max-slopes"];
  expect(await findViolations(page, { within })).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const heard = page.evaluate(() => {
    const channel = new BroadcastChannel("attempt:gradients-and-blocks");
    const answer = new Promise((resolve) => channel.addEventListener("message", ({ data }) => resolve(data)));
    channel.postMessage("here?");
    return answer;
  });
  expect(await heard).toBe("here");
  await expect(panel).toContainText("This assignment is open in another tab too.");
  await page.route("**/frame.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${link}"></iframe>` }),
  );
  await page.goto("/frame.html");
  await expect(page.frameLocator("iframe").locator("#assignment")).toContainText(
    "This page stands in a frame of another site.",
  );
});

test("a link that leads to no assignment says what would work, and the chapter works on", async ({ page }) => {
  const manifest = readFileSync(join(release, "v1/manifest.json"), "utf8");
  const answers: Readonly<Record<string, string>> = {
    "cut-v1": manifest.slice(0, -9),
    "newer-v1": manifest.replace('"schema": 1', '"schema": 9'),
  };
  await page.route(isAssignment, (route) => {
    const body = answers[/([\w-]+)\.json$/.exec(route.request().url())?.[1] ?? ""];
    return route.fulfill(body === undefined ? { status: 404 } : { body });
  });
  const problems = {
    "https://evil.example/assignments/a-v1.json": "only those of this site are opened",
    "/assignments/none-v1.json": "there is none at /assignments/none-v1.json",
    "/assignments/cut-v1.json": "ends too early",
    "/assignments/newer-v1.json": "written by a newer course",
  };
  for (const [asked, problem] of Object.entries(problems)) {
    await page.goto(`/vanishing-gradients/?assignment=${asked}`);
    await expect(page.locator(".assignment[role=alert]")).toContainText(problem);
  }
  await readTo(page, "c1-keep");
  await check(page, "c1-keep", "const tanhGain = 1.3;");
  await expect(page.locator("#c1-keep .exercise-summary")).toHaveText("Visible checks passed.");
});

function run(script: string, ...given: readonly string[]): void {
  execFileSync(process.execPath, [`scripts/${script}.ts`, ...given], { encoding: "utf8" });
}

/** What the build has made, where a site would have it. */
async function serve(context: BrowserContext): Promise<void> {
  await context.route(isAssignment, (route) => {
    const isManifest = route.request().url().endsWith("-v1.json");
    return route.fulfill({ path: join(release, isManifest ? "v1/manifest.json" : "dates.json") });
  });
}

/** Not the link, which only names it. */
function isAssignment({ pathname }: URL): boolean {
  return pathname.startsWith("/assignments/");
}

async function beStudent(panel: Locator, id: string, name: string): Promise<void> {
  await panel.getByLabel("Your student id").fill(id);
  await panel.getByLabel("Your name").fill(name);
  await panel.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(panel.locator(".assignment-who")).toHaveText(`You: ${name}, id ${id}. Change`);
}

function states(panel: Locator): Locator {
  return panel.locator(".assignment-state");
}

async function draw(student: string, exercise: string) {
  const { variants = [] } = key.exercises.find(({ id }) => id === exercise) ?? {};
  return drawVariant(await variantSeed(key.assignment, student), exercise, variants);
}

async function rightAnswer(student: string, exercise: string): Promise<string> {
  const answer = (await draw(student, exercise))?.answer ?? { number: Number.NaN };
  return "option" in answer ? answer.option : String(answer.number);
}

async function check(page: Page, id: string, source: string): Promise<void> {
  const box = page.locator(`#${id}`);
  await page.evaluate(([id, source]) => window.courseNotebook?.edit(id, source), [id, source] as const);
  await box.getByRole("button", { name: /^Check/ }).click();
  await expect(box.locator(".exercise-summary")).toHaveText(/visible checks passed/i);
}

/** @returns where the file lies */
async function save(page: Page, button: Locator, into: string): Promise<string> {
  const coming = page.waitForEvent("download");
  await button.click();
  const download = await coming;
  const path = at(into, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

async function open(page: Page, button: string, path: string): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await choosing).setFiles(path);
  await page.getByRole("button", { name: "Open it" }).click();
}

/** As Gradescope exports them, by the real command, which fills a gradebook too. */
function gradeFiles(files: Readonly<Record<string, readonly [string, string]>>) {
  const entries = Object.entries(files).map(
    ([name, [student, when]]) =>
      `${name}:\n  :submitters:\n  - :name: x\n    :sid: ${student}\n  :created_at: ${when}\n`,
  );
  writeFileSync(at("in/submission_metadata.yml"), `---\n${entries.join("")}`);
  const names = ["Ada", "Bo", "Cy", "Di", "Eli", "Fay", "Gil"];
  const rows = names.map((name, index) => `"Example, ${name}",90${index + 1},s100${index + 1},1,\r\n`);
  const head = "Student,ID,SIS Login ID,Section,Homework (77)\r\n    Points Possible,,,,11\r\n";
  mkdirSync(at("graded"), { recursive: true });
  writeFileSync(at("export.csv"), head + rows.join(""));
  const roster = ["--roster", "homework-sample/roster.csv", "--canvas", at("export.csv")];
  run("grade", at("in"), "--key", join(release, "v1/r1/key.json"), ...roster, "--out", at("graded"));
  return Object.fromEntries(
    readResults(at("graded")).map(({ student, status, score }) => [student, { status, score }]),
  );
}
