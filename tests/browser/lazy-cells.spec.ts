import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { findModules } from "../../scripts/page-modules.ts";
import { readTo } from "./chapter-page.ts";

/** Cells of a chapter start when they are come near, or needed; until then the page stands as it was drawn. */
const state = (page: Page, id: string) => page.evaluate((id) => window.courseNotebook?.state(id).kind, id);

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(() => window.courseNotebook?.settled());
}

async function turnSteps(page: Page, steps: number): Promise<void> {
  await page.evaluate((steps) => {
    const field = document.querySelector<HTMLInputElement>('[data-cell="knobs"] input[type="number"]');
    if (field === null) throw new Error("The knobs have no field for steps.");
    field.value = String(steps);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, steps);
  await page.evaluate(() => window.courseNotebook?.settled());
}

/** From the first paint on. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = window as { shifted?: number };
    kept.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { readonly value: number })[])
        kept.shifted = (kept.shifted ?? 0) + entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => (window as { shifted?: number }).shifted ?? 0);
}

test("cells start as they are come near, with what they need; far ones stand as drawn, and no figure moves the text", async ({
  page,
}) => {
  await watchShifts(page);
  await open(page, "/degradation/");
  expect(await layoutShift(page)).toBeLessThanOrEqual(0.02);
  const far = await page.evaluate(() => {
    const { courseNotebook: notebook } = window;
    return notebook?.cells.filter((id) => notebook.state(id).kind === "idle").length ?? 0;
  });
  expect(far).toBeGreaterThan(40);
  const figure = page.locator('notebook-cell[data-cell="imagePicture"] .cell-output');
  expect(await state(page, "imagePicture")).toBe("idle");
  expect(await state(page, "imageSet")).toBe("idle");
  await expect(figure).toHaveAttribute("data-recorded");
  await expect(figure.locator("img").first()).toBeAttached();
  await page.evaluate(() => {
    const kept = window as { shifted?: number };
    kept.shifted = 0;
  });
  await readTo(page, "imagePicture");
  expect(await state(page, "imagePicture")).toBe("done");
  expect(await state(page, "imageSet")).toBe("done");
  await expect(figure).not.toHaveAttribute("data-recorded");
  expect(await layoutShift(page)).toBeLessThanOrEqual(0.02);
});

test("a chapter names its scripts in its head, and what they import, before the text", () => {
  const html = readFileSync("dist/degradation/index.html", "utf8");
  const [head = ""] = html.split("</head>");
  const named = Array.from(head.matchAll(/<link rel="preload" as="script"[^>]* href="([^"]+)"/g), ([, href]) => href);
  expect(named.length).toBeGreaterThan(20);
  expect(named).toEqual(findModules("dist", html));
});

test("on a phone, too, chapters open without moving", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await watchShifts(page);
  for (const address of ["/vanishing-gradients/", "/residual-blocks/"]) {
    await open(page, address);
    expect(await layoutShift(page), address).toBeLessThanOrEqual(0.02);
  }
});

test("a value starts what it needs and nothing else; what follows from an edit starts when it is come near", async ({
  page,
}) => {
  await open(page, "/degradation/");
  expect(await page.evaluate(() => window.courseNotebook?.value("curvePairs"))).toBeTruthy();
  expect(await state(page, "curvePairs")).toBe("done");
  expect(await state(page, "polynomialPlot")).toBe("idle");
  await page.evaluate(() => window.courseNotebook?.edit("degreeKnobs", "const budget = 5000;"));
  await page.evaluate(() => window.courseNotebook?.settled());
  expect([await state(page, "degreeKnobs"), await state(page, "polynomialPlot")]).toEqual(["done", "idle"]);
  // What is the reader's own starts when the page opens.
  await page.reload();
  await page.evaluate(() => window.courseNotebook?.settled());
  expect([await state(page, "degreeKnobs"), await state(page, "polynomialPlot")]).toEqual(["done", "idle"]);
  await readTo(page, "polynomialPlot");
  expect(await state(page, "polynomialPlot")).toBe("done");
});

test("a turned knob is answered in view first: no far cell starts for it, and their recordings are fetched last", async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    const name = /recordings\/degradation\/(\w+)\./.exec(request.url())?.[1];
    if (name !== undefined) fetched.push(name);
  });
  await open(page, "/degradation/");
  await readTo(page, "plainCurves");
  const asleep = () =>
    page.evaluate(() => window.courseNotebook?.graph.filter(({ state }) => state.kind === "idle").length);
  const before = await asleep();
  expect(before).toBeGreaterThan(20);
  fetched.length = 0;
  await turnSteps(page, 800);
  const conditions = (id: string) => page.locator(`[data-cell="${id}"] .chart-conditions`);
  await expect(conditions("plainCurves")).toContainText("800 steps");
  expect(fetched).toContain("plainRuns");
  expect([await asleep(), fetched.includes("rescueRuns")]).toEqual([before, false]);
  await expect(page.locator('[data-cell="residualRuns"]')).toHaveAttribute("data-outdated", /steps/);
  await readTo(page, "residualCurves");
  await expect(conditions("residualCurves")).toContainText("800 steps");

  await page.evaluate(() => window.courseNotebook?.startAll());
  await page.locator('[data-cell="residualCurves"]').scrollIntoViewIfNeeded();
  fetched.length = 0;
  await turnSteps(page, 1200);
  await expect(conditions("residualCurves")).toContainText("1200 steps");
  expect(fetched).toEqual(expect.arrayContaining(["residualRuns", "plainRuns", "longRuns", "rescueRuns"]));
  for (const far of ["plainRuns", "longRuns", "rescueRuns"])
    expect(fetched.indexOf("residualRuns"), `${fetched.join()}: ${far}`).toBeLessThan(fetched.indexOf(far));
});

test("a link to a place far down, and a pull on the scroll bar, meet living cells", async ({ page }) => {
  await open(page, "/degradation/#cell-costPerPoint");
  await expect.poll(() => state(page, "costPerPoint")).toBe("done");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.evaluate(() => window.courseNotebook?.settled());
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("notebook-cell")]
      .filter((cell) => {
        const { top, bottom, height } = cell.getBoundingClientRect();
        return height > 0 && bottom > 0 && top < innerHeight;
      })
      .map((cell) => cell.dataset["cell"] ?? "")
      .filter((id) => window.courseNotebook?.state(id).kind === "idle"),
  );
  expect(dead).toEqual([]);
});

test("paper shows far figures as they were drawn; a copy of the page has all of them computed", async ({ page }) => {
  await open(page, "/degradation/");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator('[data-cell="explodingPicture"] .cell-output svg').first()).toBeVisible();
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.courseNotebook?.startAll());
  const idle = await page.evaluate(() => {
    const { courseNotebook: notebook } = window;
    return notebook?.cells.filter((id) => notebook.state(id).kind === "idle");
  });
  expect(idle).toEqual([]);
});

test("a cell that was just added is awaited, however long the compiler is on its way", async ({ page }) => {
  await page.route("**/compile-cell*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await open(page, "/degradation/");
  const kind = await page.evaluate(async () => {
    const { courseNotebook: notebook } = window;
    const id = notebook?.reader.add({ run: "auto", source: "6 * 7", after: "seeds" }) ?? "";
    await notebook?.settled();
    return notebook?.state(id).kind;
  });
  expect(kind).toBe("done");
});
