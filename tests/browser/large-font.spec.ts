import { expect, test } from "@playwright/test";
import { chromiumArguments, ignoredDefaults } from "../../scripts/chromium-options.ts";

/** A reader whose browser is set to a font half as large again: 24 pixels. */
const largeFont = "--blink-settings=defaultFontSize=24";
test.use({
  launchOptions: {
    executablePath: process.env["CHROMIUM_PATH"] ?? "",
    args: [...chromiumArguments, largeFont],
    ignoreDefaultArgs: [...ignoredDefaults],
  },
});

for (const width of [390, 1280])
  for (const path of ["/", "/claims/", "/gallery/"])
    test(`${path} has no sideways scrolling with a font of 24 px on ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      if (path === "/gallery/") await expect(page.locator(".chart-svg").first()).toBeVisible();
      const sizes = await page.evaluate(() => ({
        text: getComputedStyle(document.documentElement).fontSize,
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(sizes).toEqual({ text: "24px", over: 0 });
    });

test("charts and code grow with the font", async ({ page }) => {
  await page.goto("/gallery/");
  const chart = page.locator(".chart-svg").first();
  await expect(chart).toBeVisible();
  // Pixels of a unit of the drawing, in which texts have 13.
  const scale = () => chart.evaluate((svg) => (svg as unknown as SVGSVGElement).getScreenCTM()?.a ?? 0);
  await expect.poll(scale).toBeCloseTo(1.5, 1);
  await expect(page.locator(".cell-source:visible").first()).toHaveCSS("font-size", "21px");
});
