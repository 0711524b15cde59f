/** A chart of Observable Plot brings the rules of all its charts along. */
const sheet = /<style>:where\(\.plot-[^<]*<\/style>/g;

/** Puts the style sheets that many drawn outputs of a chapter bring along at its head, each once. */
export function gatherSheets(html: string): string {
  return [...new Set(html.match(sheet))].join("") + html.replace(sheet, "");
}
