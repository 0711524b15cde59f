import { readRecordings } from "../../src/course/recorded-runs.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { buildSite } from "../build-site.ts";
import { captureOutputs } from "../capture-outputs.ts";
import { keepDrawings } from "../claims/keep-recording.ts";
import { inChapterPage } from "../in-chapter-page.ts";
import { differingOutputs } from "../recordings/compare-outputs.ts";
import { drawCommand } from "../recordings/stale.ts";

/**
 * Opens chapters and compares what their pages draw with the recorded outputs. Where all are the same, it writes that
 * they are of the present cells and code.
 * @returns whether all are the same
 */
export async function renewDrawings(
  chapters: readonly Chapter[],
  { site }: { readonly site: string | null },
): Promise<boolean> {
  if (site === null) buildSite({ drafts: chapters.some(({ front }) => front.draft) });
  let same = true;
  for (const chapter of chapters) {
    await inChapterPage(
      chapter.slug,
      async (page) => {
        const { outputs } = readRecordings(chapter.slug);
        const different = differingOutputs(outputs, await captureOutputs(page), { pictures: true });
        tell(chapter, Object.keys(outputs).length, different);
        if (different.length === 0) keepDrawings(chapter);
        else same = false;
      },
      { site: site ?? "dist", engine: "wasm" },
    );
  }
  return same;
}

function tell({ slug }: Chapter, count: number, different: readonly string[]): void {
  const file = `public/recordings/${slug}/outputs.json`;
  const words =
    different.length === 0
      ? `${count} outputs are what the page draws.`
      : `${different.join(", ")} are drawn otherwise now. Draw them again: ${drawCommand(slug)}`;
  process.stdout.write(`${file}: ${words}\n`);
}
