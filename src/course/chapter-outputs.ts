import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { drawingSheet } from "./drawing-sheet.ts";
import { linkPictures } from "./drawn-pictures.ts";
import { takeFarDrawings, type FarDrawings } from "./far-drawings.ts";
import { lightenDrawings } from "./lighten-drawings.ts";
import { lightenTags } from "./lighten-tags.ts";
import { readRules } from "./sheet-rules.ts";
import { siteUrl } from "./site-url.ts";

/**
 * Recorded outputs as a chapter's page shows them until it draws its own: as light as they can be, with pictures and far
 * drawings as files of the site.
 * @param recorded static HTML by cell id
 * @param order ids of the cells in the order of the page
 */
export function pageOutputs(recorded: Readonly<Record<string, string>>, order: readonly string[]): FarDrawings {
  const light = Object.entries(recorded).map(([id, html]) => [
    id,
    linkPictures(lightenTags(lightenDrawings(html)), (name) => siteUrl(`pictures/${name}.png`)),
  ]);
  const rules = siteRules();
  return takeFarDrawings(Object.fromEntries(light) as Record<string, string>, {
    order,
    addressOf: (name) => siteUrl(`drawings/${name}.svg`),
    sheetOf: (svg, around) => drawingSheet(rules, svg, around),
  });
}

/** Of all style sheets: tokens first, as pages have them. */
function siteRules(): ReturnType<typeof readRules> {
  const folder = resolve("src/styles");
  const names = readdirSync(folder).filter((name) => name.endsWith(".css") && !name.startsWith("print"));
  return names.flatMap((name) => readRules(readFileSync(join(folder, name), "utf8")));
}
