import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { captureOutputs } from "../../scripts/capture-outputs.ts";
import { differingOutputs } from "../../scripts/recordings/compare-outputs.ts";
import { drawCommand } from "../../scripts/recordings/stale.ts";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { readRecordings } from "../../src/course/recorded-runs.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { readWhole } from "./chapter-page.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const name of publishedFiles()) {
  const file = `chapters/${name}`;
  test(`what ${file} draws when it opens is what is recorded for readers without scripts`, async ({ page }) => {
    const { slug } = renderChapter(readFileSync(file, "utf8"), { file });
    await page.goto(`/${slug}/`);
    await page.waitForFunction(() => window.courseNotebook !== undefined);
    await readWhole(page);
    const different = differingOutputs(readRecordings(slug).outputs, await captureOutputs(page), { pictures: false });
    expect(different, `Draw them again: ${drawCommand(slug)}`).toEqual([]);
  });
}
