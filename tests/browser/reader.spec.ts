import { expect, test, type Locator, type Page } from "@playwright/test";
import { deflateText } from "../../src/editor/deflate.ts";
import { bundle, origin, serve, type Bundle } from "./bundle.ts";
import { renderPage, type PageText } from "./chapter-page.ts";
import { findViolations } from "./find-violations.ts";

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/host-page.ts");
});

const cells: PageText["cells"] = [
  "const a = 2;",
  { source: "a * 10", id: "product" },
  { source: "const run = train({a});", run: "manual" },
];

async function open(page: Page, text: PageText = { cells }, address = "/"): Promise<void> {
  await serve(page, files, () => renderPage(text));
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(`${origin}${address}`);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page.evaluate(() => window.notebook.settled());
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await settled(page);
}

async function edit(page: Page, id: string, source: string): Promise<void> {
  await page.evaluate(([id, source]) => window.notebook.edit(id, source), [id, source] as const);
}

/** What the browser keeps under a name: the page's own code cannot ask for it any more. */
async function kept(page: Page, name: string): Promise<string | undefined> {
  const { origins } = await page.context().storageState();
  return origins.flatMap(({ localStorage }) => localStorage).find((entry) => entry.name === name)?.value;
}

function cell(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"]`);
}

function output(page: Page, id: string): Locator {
  return cell(page, id).locator(".cell-output");
}

function button(page: Page, name: string): Locator {
  return page.getByRole("button", { name, exact: true });
}

async function pressMore(page: Page, action: string, id: string): Promise<void> {
  await cell(page, id).hover();
  const more = button(page, `More: ${id}`);
  if ((await more.getAttribute("aria-expanded")) === "false") await more.click();
  await button(page, `${action}: ${id}`).click();
}

/** Adds a cell, types a text into the editor that opens, and runs it. */
async function addCell(
  page: Page,
  kind: "cell" | "manual cell",
  after: string,
  id: string,
  text: string,
): Promise<void> {
  await pressMore(page, `Add ${kind} below`, after);
  await expect(cell(page, id).locator(".cm-content")).toBeFocused();
  await page.keyboard.insertText(text);
  if (kind === "cell") await page.keyboard.press("Shift+Enter");
}

function order(page: Page): Promise<readonly (string | undefined)[]> {
  return page.locator("notebook-cell").evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["cell"]));
}

function announced(page: Page): Locator {
  return page.locator(".chapter-tools > [role=status]");
}

test.describe("a reader's own cells", () => {
  test("are added below another one, take part in the graph, and come back after a reload", async ({ page }) => {
    await open(page);
    await pressMore(page, "Add cell below", "a");
    await expect(cell(page, "mine-1").locator(".cm-content")).toBeFocused();
    await expect(announced(page)).toHaveText("Cell mine-1 is added below a.");
    await page.keyboard.insertText("const mine = a + 1;");
    await page.keyboard.press("Shift+Enter");
    await addCell(page, "cell", "product", "mine-2", "mine * 100");
    await expect(output(page, "mine-2")).toHaveText("300");
    await edit(page, "a", "const a = 4;");
    await expect(output(page, "mine-2")).toHaveText("500");
    await reload(page);
    expect(await order(page)).toEqual(["a", "mine-1", "product", "mine-2", "run"]);
    await expect(output(page, "mine-2")).toHaveText("500");
    await expect(cell(page, "mine-2").locator(".cell-edits")).toContainText("Your cell");
    await expect(cell(page, "mine-2").getByRole("button", { name: /^Reset/ })).toBeHidden();
  });

  test("show Markdown, and wait for Run where they are manual", async ({ page }) => {
    await open(page);
    await pressMore(page, "Add text below", "a");
    await expect(cell(page, "mine-1").locator(".cm-content")).toBeFocused();
    await page.keyboard.press("Shift+Enter");
    await expect(output(page, "mine-1")).toContainText("Write Markdown here, with values: 2.");
    await addCell(page, "manual cell", "a", "mine-2", "const late = a * 7;");
    await addCell(page, "cell", "mine-2", "mine-3", "late");
    await expect(cell(page, "mine-3").locator(".cell-problem")).toContainText("for mine-2: press Run there");
    await button(page, "Run: mine-2").click();
    await expect(output(page, "mine-3")).toHaveText("14");
  });

  test("that define a name twice show it on both, until one is deleted", async ({ page }) => {
    await open(page);
    await addCell(page, "cell", "a", "mine-1", "const a = 9;");
    for (const id of ["a", "mine-1"])
      await expect(cell(page, id).locator(".cell-problem")).toContainText("a is defined by 2 cells (a, mine-1)");
    await pressMore(page, "Delete", "mine-1");
    await expect(cell(page, "a").locator(".cell-problem")).toHaveCount(0);
    await expect(output(page, "product")).toHaveText("20");
  });

  test("of a chapter that has changed go to its end, with every edit", async ({ page }) => {
    let text: PageText = { cells };
    await serve(page, files, () => renderPage(text));
    await page.goto(`${origin}/`);
    await page.evaluate(async () => {
      const id = window.notebook.reader.add({ run: "auto", after: "a" });
      await window.notebook.edit(id, "6 * 7");
      await window.notebook.edit("product", "a * 1000");
      window.notebook.reader.move("run", "up");
    });
    text = {
      cells: [
        { source: "1 + 1", id: "first" },
        { source: "2 + 2", id: "second" },
      ],
    };
    await reload(page);
    expect(await order(page)).toEqual(["first", "second", "mine-1", "product"]);
    await expect(output(page, "mine-1")).toHaveText("42");
    // The text of a cell that is gone is kept, and does not run by itself.
    await expect(cell(page, "product")).toHaveAttribute("data-run", "manual");
    await expect(cell(page, "product").locator(".cell-source")).toHaveText("a * 1000");
    text = { cells };
    await reload(page);
    expect(await order(page)).toEqual(["a", "mine-1", "run", "product"]);
    await expect(output(page, "product")).toHaveText("2000");
  });
});

test.describe("deleting and moving", () => {
  test("a deleted cell takes its name away and gives it back, with the focus at hand", async ({ page }) => {
    await open(page);
    await pressMore(page, "Delete", "a");
    await expect(button(page, "Undo: a")).toBeFocused();
    await expect(announced(page)).toHaveText("Cell a is deleted. Undo brings it back.");
    await expect(cell(page, "product").locator(".cell-problem")).toContainText("a is not defined");
    await page.keyboard.press("Enter");
    await expect(button(page, "More: a")).toBeFocused();
    await expect(output(page, "product")).toHaveText("20");
    await expect(cell(page, "product").locator(".cell-problem")).toHaveCount(0);
    expect(await order(page)).toEqual(["a", "product", "run"]);
  });

  test("a deletion is kept, can be undone after a reload, and keeps an edit of the cell", async ({ page }) => {
    await open(page);
    await edit(page, "product", "a * 30");
    await pressMore(page, "Delete", "product");
    await reload(page);
    expect(await order(page)).toEqual(["a", "run"]);
    await button(page, "Undo: product").click();
    await expect(output(page, "product")).toHaveText("60");
    await expect(button(page, "Edit: product")).toBeVisible();
    expect(await order(page)).toEqual(["a", "product", "run"]);
  });

  test("a deleted cell's run ends, and what follows it says why it has nothing", async ({ page }) => {
    await open(page, { cells: [...cells, { source: "run", id: "seen" }] });
    await page.evaluate(() => void window.notebook.run("run"));
    await page.waitForFunction(() => window.trainings.length === 1);
    await pressMore(page, "Delete", "run");
    await expect(cell(page, "seen").locator(".cell-problem")).toContainText("run is not defined");
    expect(await page.evaluate(() => window.trainings[0]?.isAborted())).toBe(true);
    await page.evaluate(() => window.notebook.settled());
    await button(page, "Undo: run").click();
    await expect(cell(page, "run")).toHaveAttribute("data-state", "not-run");
    await expect(cell(page, "seen").locator(".cell-problem")).toContainText("for run: press Run there");
  });

  test("cells change places with their neighbours, and the button keeps the focus", async ({ page }) => {
    await open(page);
    await pressMore(page, "Move up", "run");
    expect(await order(page)).toEqual(["a", "run", "product"]);
    await expect(button(page, "Move up: run")).toBeFocused();
    await expect(announced(page)).toHaveText("run moved up. It is cell 2 of 3.");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(announced(page)).toHaveText("run cannot move further up. It is cell 1 of 3.");
    await reload(page);
    expect(await order(page)).toEqual(["run", "a", "product"]);
    await expect(page.locator(".chapter-tools-summary")).toHaveText("1 cell moved");
  });
});

test.describe("the chapter's tools", () => {
  test("Run all runs what is not up to date, each after what it needs, and Stop all ends it", async ({ page }) => {
    await open(page, {
      cells: [
        { source: "const second = first + 1;", run: "manual" },
        { source: "const first = 1;", run: "manual" },
        { source: "second", id: "seen" },
        { source: "const endless = train({});", run: "manual" },
        { source: "const never = train({});", run: "manual" },
      ],
    });
    await button(page, "Run all").click();
    await expect(output(page, "seen")).toHaveText("2");
    await page.waitForFunction(() => window.trainings.length === 1);
    await button(page, "Stop all · 2 of 4 done").click();
    await expect(cell(page, "endless")).toHaveAttribute("data-state", "stopped");
    await expect(button(page, "Run all")).toBeVisible();
    await expect(cell(page, "never")).toHaveAttribute("data-state", "not-run");
  });

  test("Reset all asks first, brings the published chapter back, and can be undone", async ({ page }) => {
    await open(page);
    await expect(button(page, "Reset all")).toBeHidden();
    await edit(page, "a", "const a = 5;");
    await addCell(page, "cell", "product", "mine-1", "a + 0.5");
    await expect(output(page, "mine-1")).toHaveText("5.5");
    await pressMore(page, "Delete", "run");
    await button(page, "Reset all").click();
    await expect(page.getByRole("group", { name: "Reset all cells?" })).toContainText(
      "You have 1 cell edited, 1 added, 1 deleted.",
    );
    await page.keyboard.press("Escape");
    await expect(button(page, "Reset all")).toBeFocused();
    await button(page, "Reset all").click();
    await button(page, "Yes, reset all").click();
    await expect(output(page, "product")).toHaveText("20");
    expect(await order(page)).toEqual(["a", "product", "run"]);
    await reload(page);
    expect(await order(page)).toEqual(["a", "product", "run"]);
    await page.getByText("Edits put aside (1)").click();
    await page.getByRole("button", { name: /^Bring back the edits from before Reset all/ }).click();
    await expect(output(page, "product")).toHaveText("50");
    await expect(output(page, "mine-1")).toHaveText("5.5");
    expect(await order(page)).toEqual(["a", "product", "mine-1"]);
  });
});

test.describe("an edit", () => {
  test("is compared with the published text, and what a reset replaced comes back", async ({ page }) => {
    await open(page);
    await edit(page, "product", "a * 11");
    await button(page, "Diff: product").click();
    const diff = cell(page, "product").locator(".diff-panel");
    await expect(diff.locator(".cm-deletedLine")).toHaveText("a * 10");
    await expect(diff.locator(".cm-changedLine")).toHaveText("a * 11");
    await cell(page, "product").hover();
    await button(page, "Reset: product").click();
    await expect(output(page, "product")).toHaveText("20");
    await expect(cell(page, "product").locator(".cell-edits")).toContainText("The published text is back.");
    await button(page, "Undo: product").click();
    await expect(output(page, "product")).toHaveText("22");
  });

  test("under which the chapter has changed is shown beside the new text, for the reader to choose", async ({
    page,
  }) => {
    let published = "const a = 2;";
    await serve(page, files, () =>
      renderPage({
        cells: [
          { source: published, id: "a" },
          { source: "a", id: "seen" },
        ],
      }),
    );
    await page.goto(`${origin}/`);
    const change = async (text: string) => {
      published = "const a = 2;";
      await reload(page);
      await edit(page, "a", "const a = 5;");
      published = text;
      await reload(page);
      await expect(cell(page, "a").locator(".cell-edits")).toContainText("The published cell has changed");
    };
    await change("const a = 3;");
    await button(page, "Compare: a").click();
    await expect(cell(page, "a").locator(".cm-deletedLine")).toHaveText("const a = 3;");
    await expect(cell(page, "a").locator(".diff-panel .cm-changedLine")).toHaveText("const a = 5;");
    await button(page, "Keep mine: a").click();
    await reload(page);
    await expect(output(page, "seen")).toHaveText("5");
    await expect(cell(page, "a").locator(".cell-edits")).not.toContainText("has changed");

    await change("const a = 4;");
    await button(page, "Take the new: a").click();
    await expect(output(page, "seen")).toHaveText("4");
    await expect(button(page, "Undo: a")).toBeFocused();
    await reload(page);
    await expect(output(page, "seen")).toHaveText("4");
    await page.getByText("Edits put aside (1)").click();
    await page.getByRole("button", { name: /before the new text of a/ }).click();
    await expect(output(page, "seen")).toHaveText("5");

    await change("const a = 6;");
    await button(page, "Edit on from the new: a").click();
    await expect(cell(page, "a").locator(".cell-editor .cm-content")).toBeFocused();
    await expect(cell(page, "a").locator(".cell-editor .cm-content")).toHaveText("const a = 6;");
    await expect(cell(page, "a").locator(".cm-deletedLine")).toHaveText("const a = 5;");
  });
});

test.describe("two tabs", () => {
  test("do not overwrite each other, and the reader chooses", async ({ page, context }) => {
    const other = await context.newPage();
    await open(page);
    await open(other);
    await edit(page, "a", "const a = 3;");
    await expect(cell(other, "a").locator(".cell-edits")).toContainText("Changed in another tab");
    await expect(cell(other, "a").locator(".diff-panel .cm-changedLine")).toHaveText("const a = 3;");
    await edit(other, "a", "const a = 4;");
    await edit(other, "product", "a * 1");
    expect(await kept(page, "edit:test:a")).toContain("const a = 3;");
    await expect(cell(page, "product").locator(".cell-edits")).toContainText("Changed in another tab");
    await button(page, "Take over: product").click();
    await expect(output(page, "product")).toHaveText("3");
    await button(other, "Keep mine: a").first().click();
    await expect(cell(page, "a").locator(".cell-edits")).toContainText("Changed in another tab");
    await button(page, "Take over: a").click();
    await expect(output(page, "product")).toHaveText("4");
    await expect(cell(page, "a").locator(".cell-edits")).not.toContainText("Changed in another tab");
    await page.getByText("Edits put aside (1)").click();
    await expect(page.locator(".chapter-backups li")).toContainText("another tab's text of a");
  });

  test("agree on which cells there are", async ({ page, context }) => {
    const other = await context.newPage();
    await open(page);
    await open(other);
    await page.evaluate(async () => {
      const id = window.notebook.reader.add({ run: "auto", after: "a" });
      await window.notebook.edit(id, "a + 40");
    });
    await expect(other.locator(".chapter-tools-notes")).toContainText("in another tab");
    await other.evaluate(() => window.notebook.reader.remove("run"));
    await button(other, "Take over").click();
    await expect(output(other, "mine-1")).toHaveText("42");
    expect(await order(other)).toEqual(["a", "mine-1", "product", "run"]);
    await expect(other.locator(".chapter-tools-notes")).toBeEmpty();
    await other.evaluate(() => window.notebook.reader.remove("product"));
    await expect(page.locator(".chapter-tools-notes")).toContainText("in another tab");
    await button(page, "Keep mine").click();
    await expect(other.locator(".chapter-tools-notes")).toContainText("in another tab");
    expect(await kept(page, "structure:test")).toContain('"deleted":[]');
  });
});

test.describe("a shared link", () => {
  const shared = `const evil = (window.evil = true);`;

  /** The link that a reader with these edits would share. */
  async function makeLink(page: Page): Promise<string> {
    await edit(page, "a", "const a = 3;");
    await page.evaluate(async (shared) => {
      const id = window.notebook.reader.add({ run: "auto", after: "product" });
      await window.notebook.edit(id, shared);
      window.notebook.reader.remove("run");
    }, shared);
    await button(page, "Share edits").click();
    await expect(page.locator(".share-what")).toContainText("1 cell edited, 1 added, 1 deleted");
    const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
    await button(page, "Close").click();
    await expect(button(page, "Share edits")).toBeFocused();
    return link;
  }

  test("runs nothing, shows every difference, and runs when the reader asks", async ({ page, browser }, testInfo) => {
    await open(page);
    const link = await makeLink(page);
    const context = await browser.newContext();
    const guest = await context.newPage();
    await open(guest);
    await edit(guest, "a", "const a = 7;");
    await edit(guest, "product", "a * 100");
    await guest.goto("about:blank");
    await guest.goto(link);
    await settled(guest);
    const panel = guest.locator(".shared-code");
    await expect(panel).toBeFocused();
    await expect(panel.locator("h2")).toHaveText("This link changes 4 cells of this chapter");
    await expect(panel.locator("summary")).toHaveText([
      "a changed, in the place of your own edit",
      "product changed, in the place of your own edit",
      "mine-1 a new cell",
      "run deleted",
    ]);
    await expect(panel.locator(".cm-changedLine").first()).toHaveText("const a = 3;");
    expect(await findViolations(guest)).toEqual([]);
    await guest.setViewportSize({ width: 390, height: 800 });
    expect(await guest.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await guest.screenshot({ path: testInfo.outputPath("shared.png"), animations: "disabled" });
    await expect(output(guest, "product")).toHaveText("700");
    expect(await guest.evaluate(() => "evil" in window)).toBe(false);
    expect(await order(guest)).toEqual(["a", "product", "run"]);
    await button(guest, "Run shared code").click();
    await expect(output(guest, "product")).toHaveText("30");
    await guest.waitForFunction(() => "evil" in window);
    expect(await order(guest)).toEqual(["a", "product", "mine-1"]);
    expect(new URL(guest.url()).hash).toBe("");
    await expect(button(guest, "Undo").last()).toBeFocused();
    await button(guest, "Undo").last().click();
    await expect(output(guest, "product")).toHaveText("700");
    expect(await order(guest)).toEqual(["a", "product", "run"]);
    await context.close();
  });

  test("can be dismissed, and opened with nothing run at all", async ({ page }) => {
    await open(page);
    const link = new URL(await makeLink(page));
    await button(page, "Reset all").click();
    await button(page, "Yes, reset all").click();
    await expect(output(page, "product")).toHaveText("20");
    await page.goto("about:blank");
    await page.goto(`${link.origin}/?safe${link.hash}`);
    await settled(page);
    await expect(page.locator(".shared-code summary")).toHaveCount(3);
    await expect(output(page, "product")).toBeEmpty();
    await button(page, "Dismiss").click();
    await expect(page.locator(".shared-code")).toBeHidden();
    expect(page.url()).toBe(`${link.origin}/?safe`);
    await reload(page);
    await expect(page.locator(".shared-code")).toBeHidden();
    expect(await order(page)).toEqual(["a", "product", "run"]);
  });

  test("of one cell leaves the reader's other edits alone", async ({ page }) => {
    await open(page);
    await edit(page, "a", "const a = 3;");
    await button(page, "Share: a").click();
    const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
    await button(page, "Close").click();
    await edit(page, "a", "const a = 2;");
    await edit(page, "product", "a * 100");
    await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
    await expect(page.locator(".shared-code summary")).toHaveText(["a changed"]);
    await button(page, "Run shared code").click();
    await expect(output(page, "product")).toHaveText("300");
  });

  const hostile: readonly (readonly [what: string, value: unknown, message: RegExp])[] = [
    ["no base64", "#v1=%%%<img src=x onerror=alert(1)>", /cannot be read/],
    ["broken deflate", "#v1=AAAAAAAAAAAA", /cannot be read/],
    ["another version", "#v9=abcdef", /another version of this course \(v9\)/],
    ["another chapter", { chapter: "unknown" }, /about another chapter, “unknown”/],
    ["wrong types", { cells: { length: 3 } }, /"cells" in it is missing/],
    ["scripts in names", { cells: [["<script>evil=1</script>", "1", "0123456789abcdef"]] }, /the name of a cell/],
    ["prototype keys", { cells: [["__proto__", "evil = 1", "0123456789abcdef"]] }, /the name of a cell/],
    ["control characters", { cells: [["a", "\u0000evil = 1", "0123456789abcdef"]] }, /control characters/],
    ["a bomb", "bomb", /more than a chapter can have/],
    ["thousands of cells", "many", /it names 5,000 cells/],
  ];

  test("that is hostile or damaged runs nothing, loses nothing and says what is wrong", async ({ page }) => {
    await open(page);
    await edit(page, "product", "a * 100");
    for (const [what, value, message] of hostile) {
      const hash = typeof value === "string" && value.startsWith("#") ? value : await packHostile(value);
      // A link is followed to the page, or within it.
      if (what === "a bomb") {
        await page.goto("about:blank");
        await page.goto(`${origin}/${hash}`);
        await settled(page);
      } else await page.evaluate((hash) => void (location.hash = hash), hash);
      const panel = page.locator(".shared-code");
      await expect(panel, what).toContainText(message);
      await expect(panel.getByRole("button")).toHaveText(["Dismiss"]);
      await expect(output(page, "product")).toHaveText("200");
      expect(await page.evaluate(() => "evil" in window || "polluted" in {})).toBe(false);
      await button(page, "Dismiss").click();
      expect(new URL(page.url()).hash).toBe("");
    }
    expect(await kept(page, "edit:test:product")).toContain("a * 100");
  });

  test("shows markup as text, and names that objects have by themselves do no harm", async ({ page }) => {
    await open(page);
    const text = "</textarea><img src=x onerror='window.evil = 1'>\u202e";
    const base = "0123456789abcdef";
    const hash = await packHostile({ cells: ["ghost", "constructor", "toString"].map((id) => [id, text, base]) });
    await page.goto("about:blank");
    await page.goto(`${origin}/${hash}`);
    await expect(page.locator(".shared-code summary")).toHaveText([
      "ghost a new cell",
      "constructor a new cell",
      "toString a new cell",
    ]);
    await expect(page.locator(".shared-code .cm-specialChar").first()).toBeVisible();
    await button(page, "Run shared code").click();
    await settled(page);
    // The chapter has no such cells, so nobody has said that they may run by themselves.
    await expect(cell(page, "constructor")).toHaveAttribute("data-run", "manual");
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.evaluate(() => "evil" in window)).toBe(false);
    expect(await order(page)).toEqual(["a", "product", "run", "ghost", "constructor", "toString"]);
  });
});

async function packHostile(value: unknown): Promise<string> {
  const plain = { chapter: "test", scope: "chapter", cells: [], added: [], placed: [], deleted: [] };
  const many = Array.from({ length: 5000 }, (_, at) => [`c${at}`, "1", "0123456789abcdef"]);
  if (value === "bomb") return `#v1=${await deflateText(" ".repeat(20_000_000))}`;
  return `#v1=${await deflateText(JSON.stringify({ ...plain, ...(value === "many" ? { cells: many } : (value as object)) }))}`;
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1280]) {
    test.describe(`in ${colorScheme} at ${width} pixels`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test("everything of the reader's is accessible and fits the page", async ({ page, context }, testInfo) => {
        await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
        await open(page);
        await edit(page, "product", "a * 11\n  + 2 // the reader's own remark, which is long enough to be broken");
        await button(page, "Diff: product").click();
        await button(page, "Share: product").click();
        await button(page, "Copy link").click();
        await expect(page.locator(".share-said")).toHaveText("Copied.");
        await pressMore(page, "Delete", "run");
        await pressMore(page, "Add text below", "product");
        await expect(cell(page, "mine-1").locator(".cm-content")).toBeFocused();
        await page.keyboard.press("Shift+Enter");
        await page.evaluate(() => window.notebook.draft("a", "const a = 3;"));
        await button(page, "More: a").click();
        await button(page, "Reset all").click();
        await page.screenshot({ path: testInfo.outputPath("reader.png"), fullPage: true, animations: "disabled" });
        expect(await findViolations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        if (width > 390) return;
        const buttons = await page.locator("button.cell-button:not(.cell-link-button):visible").all();
        const boxes = await Promise.all(buttons.map((each) => each.boundingBox()));
        expect(boxes.filter((box) => !box || box.height < 44 || box.width < 44)).toEqual([]);
      });
    });
  }
}
