import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { gradeClass } from "../../scripts/grade/grade-class.ts";
import { readOptions } from "../../scripts/grade/options.ts";
import { textKey, writeClass } from "../homework/report/sample-class.ts";
import { findViolations } from "./find-violations.ts";

let folder: string;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "grading-report-"));
  await writeClass(folder, await textKey());
  await grade();
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const at = (path: string) => join(folder, path);

async function grade(...more: readonly string[]): Promise<void> {
  const shared = ["--key", at("key.json"), "--roster", at("roster.csv"), "--out", at("graded")];
  const command = readOptions([at("in"), ...shared, ...more]);
  if (command.kind !== "grade") throw new Error("no command to grade");
  await gradeClass(command);
}

/** From the disk, where nothing serves it. @returns what went wrong in it */
async function open(page: Page): Promise<string[]> {
  const problems: string[] = [];
  page.on("pageerror", ({ message }) => problems.push(message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("request", (request) => /^(?:file|blob):/.test(request.url()) || problems.push(request.url()));
  await page.goto(pathToFileURL(at("graded/report.html")).href);
  return problems;
}

/** By the keyboard, from the grader's name to the file. */
async function gradeAll(page: Page): Promise<void> {
  await page.getByLabel("Your name").focus();
  await page.keyboard.type("Ann");
  await page.getByLabel("Names the way around").focus();
  for (let answer = 0; answer < 5; answer++) {
    await page.keyboard.type("2");
    await page.keyboard.press("Tab");
    await page.keyboard.type("0,5");
    await page.keyboard.press("Enter");
  }
}

test("grades by the keyboard, keeps what was typed, and saves what the command reads", async ({ page }) => {
  const problems = await open(page);
  await gradeAll(page);
  await expect(page.locator("#progress")).toContainText("5 of 5 answers are graded. 5 not saved yet.");
  // Nobody is named, and leaving is warned of.
  await expect(page.locator("#by-hand")).not.toContainText("Example");
  page.once("dialog", (dialog) => void dialog.accept());
  const asked = page.waitForEvent("dialog");
  await page.reload();
  expect((await asked).type()).toBe("beforeunload");
  await expect(page.locator("#progress")).toContainText("5 of 5 answers are graded. 5 not saved yet.");
  await expect(page.getByLabel("Your name")).toHaveValue("Ann");
  await page.getByLabel("Show names").check();
  await expect(page.locator("#item-title")).toContainText("(s0");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save manual.json" }).press("Enter");
  await (await download).saveAs(at("manual.json"));
  await expect(page.locator("#progress")).toHaveText("manual.json holds 5 grades. 5 of 5 answers are graded.");
  await grade("--manual", at("manual.json"));
  expect(readFileSync(at("graded/grades.csv"), "utf8")).toContain('"s01","Ada Example","graded","4"');
  // What was given is there again, and can be taken back.
  await open(page);
  await expect(page.locator("#progress")).toHaveText("5 of 5 answers are graded.");
  await expect(page.getByLabel("In the place of these")).toHaveValue("2.5");
  await page.getByRole("button", { name: "Take the grade back" }).click();
  await expect(page.locator("#progress")).toHaveText("4 of 5 answers are graded. 1 not saved yet.");
  const second = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save manual.json" }).click();
  await (await second).saveAs(at("manual.json"));
  expect(JSON.parse(readFileSync(at("manual.json"), "utf8"))).toHaveProperty("grades.length", 4);
  expect(problems).toEqual([]);
});

test("asks for the grader's name, marks what is no number, and says where nothing is kept", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { value: null }));
  await open(page);
  await expect(page.getByText("does not keep grades that are not saved")).toBeVisible();
  await page.getByLabel("Names the way around").fill("3");
  await expect(page.getByLabel("Names the way around")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#earned")).toHaveText("Something above is no number of points, or too many.");
  await page.getByRole("button", { name: "Save manual.json" }).click();
  await expect(page.locator("#progress")).toContainText("Write your name first");
});

/** Also not in details that are closed. */
const isShown = (element: Element) => element.checkVisibility({ contentVisibilityAuto: true });

for (const colorScheme of ["light", "dark"] as const) {
  test(`has no faults of access, and nothing beside its page, at 390 px, ${colorScheme}`, async ({ browser }) => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme });
    await open(page);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator("#by-hand")).toBeHidden();
    expect(await page.getByText("Fay Example").evaluate(isShown)).toBe(true);
    await page.emulateMedia({ media: null });
    expect(await page.getByText("Fay Example").evaluate(isShown)).toBe(false);
    for (const details of await page.locator("summary").all()) await details.click();
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.close();
  });
}
