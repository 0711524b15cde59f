import { expect, test, type Locator, type Page } from "@playwright/test";
import { bundle, origin, serve, type Bundle } from "../bundle.ts";
import { renderPage } from "../chapter-page.ts";

/*
 * The kind: what stands in the browser's storage is taken for the reader's own hand. Edits, added cells, answers and
 * edits put aside that did not come through this site's editor are held until the reader has looked at them; code of
 * cells does not come by the storage at all; and there is one reset for all chapters.
 */

let files: Bundle;

test.beforeAll(async () => {
  files = await bundle("tests/browser/host-page.ts");
});

const cells = ["const a = 2;", { source: "a * 10", id: "product" }];
const hacked = "window.hacked = (window.hacked ?? 0) + 1; const a = 666;";

/** Opens the page with entries in storage that nobody typed. */
async function openWith(page: Page, entries: Readonly<Record<string, string>>): Promise<void> {
  await serve(page, files, () => renderPage({ cells }));
  await page.route(`${origin}/empty`, (route) => route.fulfill({ contentType: "text/html", body: "<p>Empty</p>" }));
  await page.goto(`${origin}/empty`);
  await page.evaluate((all) => {
    for (const [key, text] of Object.entries(all)) localStorage.setItem(key, text);
  }, entries);
  await page.goto(`${origin}/`);
  await page.evaluate(() => window.notebook.settled());
}

async function stored(page: Page): Promise<Readonly<Record<string, string>>> {
  const { origins } = await page.context().storageState();
  const entries = origins.find((each) => each.origin === origin)?.localStorage ?? [];
  return Object.fromEntries(entries.map(({ name, value }) => [name, value]));
}

function output(page: Page, id: string): Locator {
  return page.locator(`notebook-cell[data-cell="${id}"] .cell-output`);
}

function held(page: Page): Locator {
  return page.getByRole("region", { name: "Code that was not typed here" });
}

const base = "0123456789abcdef";
const edit = (source: string, mark?: string) => JSON.stringify({ source, baseHash: base, mark });

test("edits, added cells and their order that were not made here are held until they are asked for", async ({
  page,
}) => {
  await openWith(page, {
    "edit:test:a": edit(hacked),
    "edit:test:mine-1": edit("window.hacked = 9;", "f".repeat(32)),
    "structure:test": JSON.stringify({ added: [["mine-1", "auto"]], placed: [], deleted: ["product"] }),
  });
  await expect(output(page, "product")).toHaveText("20");
  await expect(page.locator("notebook-cell")).toHaveCount(2);
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await expect(held(page)).toContainText("This browser keeps code for 3 cells that was not typed here");
  await expect(held(page)).toContainText("Nothing of it has run");
  await expect(held(page)).toContainText("change your other cells and answers of this chapter");
  await expect(held(page).locator(".diff-text").first()).toContainText("666");

  // A cell that is added meanwhile does not take the place of a held one.
  const id = await page.evaluate(() => window.notebook.reader.add({ run: "auto", after: "a", source: "1" }));
  expect(id).toBe("mine-2");
  await page.evaluate((id) => window.notebook.reader.remove(id), id);

  await held(page).getByRole("button", { name: "Run kept code" }).click();
  await expect(page.locator('notebook-cell[data-cell="mine-1"]')).toBeVisible();
  await page.evaluate(() => window.notebook.settled());
  expect(await page.evaluate(() => (window as unknown as { hacked: number }).hacked)).toBeGreaterThan(0);
  // Consent is given once.
  await page.reload();
  await page.evaluate(() => window.notebook.settled());
  await expect(held(page)).toBeHidden();
  expect(await page.evaluate(() => "hacked" in window)).toBe(true);
});

test("they can be deleted, also where they say nothing of the cells that there are", async ({ page }) => {
  await openWith(page, { "edit:test:a": edit(hacked), "edit:test:gone": edit("window.hacked = 1") });
  await held(page).getByRole("button", { name: "Delete it" }).click();
  await expect(held(page)).toBeHidden();
  expect(Object.keys(await stored(page)).filter((key) => key.startsWith("edit:"))).toEqual([]);
  await page.reload();
  await page.evaluate(() => window.notebook.settled());
  await expect(output(page, "product")).toHaveText("20");
  await expect(held(page)).toBeHidden();
});

test("a mark holds for its own cell, chapter and text", async ({ page }) => {
  await openWith(page, {});
  await page.evaluate(() => window.notebook.edit("a", "const a = 3;"));
  const { "edit:test:a": own = "" } = await stored(page);
  const { source, baseHash, mark } = JSON.parse(own) as Record<string, string>;
  expect(mark).toMatch(/^[0-9a-f]{32}$/);
  await openWith(page, {
    "edit:test:product": JSON.stringify({ source, baseHash, mark }),
    "edit:test:a": JSON.stringify({ source: "const a = 4;", baseHash, mark }),
  });
  await expect(output(page, "product")).toHaveText("20");
  await expect(held(page)).toContainText("2 cells");
  await openWith(page, { "edit:test:a": own });
  await expect(output(page, "product")).toHaveText("30");
});

test("edits that somebody else put aside are looked at before they run", async ({ page }) => {
  const backup = {
    savedAt: "2026-01-01T00:00:00.000Z",
    before: "Reset all",
    edits: { cells: [["a", hacked, base]], added: [], placed: [], deleted: [] },
    answers: [],
  };
  await openWith(page, { "backups:test": JSON.stringify([backup]) });
  await page.locator(".chapter-backups summary").click();
  await page.getByRole("button", { name: /^Bring back/ }).click();
  await expect(held(page)).toContainText("Nothing of them has run");
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await held(page).getByRole("button", { name: "Run these edits" }).click();
  await page.waitForFunction(() => "hacked" in window);
});

/** Ways on which code comes by what the browser keeps. */
const ways: Readonly<Record<string, string>> = {
  localStorage: `localStorage.setItem("edit:other:a", "{}")`,
  "window's": `window["local" + "Storage"].setItem("edit:other:a", "{}")`,
  "a property of the document's window": `document.defaultView.localStorage["edit:other:a"] = "{}"`,
  "a function made of text": `Function("localStorage.setItem('edit:other:a', '{}')")()`,
  sessionStorage: `sessionStorage.setItem("edit:other:a", "{}")`,
  indexedDB: `indexedDB.open("edit:other")`,
  caches: `caches.open("edit:other")`,
  cookies: `document.cookie = "edit=1"`,
  "the getter of cookies": `Object.getOwnPropertyDescriptor(Document.prototype, "cookie").get.call(document)`,
  "the private file system": `navigator.storage.getDirectory()`,
  "a frame": `const frame = document.createElement("iframe"); document.body.append(frame); frame.contentWindow.localStorage.setItem("edit:other:a", "{}")`,
  "a frame's document": `const frame = document.createElement("iframe"); document.body.append(frame); frame.contentDocument.defaultView.localStorage.setItem("edit:other:a", "{}")`,
  "a window of its own": `window.open("/empty").localStorage.setItem("edit:other:a", "{}")`,
  "putting the name back": `delete window.localStorage; Object.defineProperty(window, "localStorage", {value: 1}); localStorage.setItem("edit:other:a", "{}")`,
};

test("code of a cell comes by nothing that the browser keeps", async ({ page }) => {
  await openWith(page, {});
  for (const [way, code] of Object.entries(ways)) {
    const outcome = await page.evaluate(async (text) => {
      await window.notebook.edit("product", `{\n${text}\n}`);
      const state = window.notebook.state("product");
      return state.kind === "error" ? state.error.message : state.kind;
    }, code);
    expect(outcome, way).not.toBe("done");
    if (!way.startsWith("a window") && !way.startsWith("putting"))
      expect(outcome, way).toContain("cells cannot reach what this site keeps in the browser");
  }
  expect(Object.keys(await stored(page)).filter((key) => key.includes("other"))).toEqual([]);
  // The page itself goes on keeping edits.
  await page.evaluate(() => window.notebook.edit("a", "const a = 5;"));
  expect((await stored(page))["edit:test:a"]).toContain("const a = 5;");
});

test("one reset takes all chapters back, with what others wrote; preferences stay", async ({ page }) => {
  await openWith(page, {
    "edit:other:x": edit("1"),
    "structure:third": JSON.stringify({ added: [], placed: [], deleted: ["b"] }),
    "answer:other:x": "{}",
    "bets:other": '{"E-D1":"yes"}',
    "guesses:other": '{"placed":{"E-D1":{"kind":"shown"}}}',
    "backups:other": "[]",
    theme: "dark",
  });
  const button = page.getByRole("button", { name: "Reset the course", exact: true });
  await button.click();
  await expect(page.locator(".chapter-question")).toContainText("what was made of 2 chapters");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(button).toBeFocused();
  await button.click();
  await page.getByRole("button", { name: "Yes, reset all" }).click();
  await expect(button).toBeHidden();
  const kept = Object.keys(await stored(page));
  expect(kept.filter((key) => /^(edit|structure|answer|bets|guesses|backups):/.test(key))).toEqual([]);
  expect(kept).toContain("theme");
});
