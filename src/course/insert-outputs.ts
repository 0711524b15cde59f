/**
 * Puts recorded outputs into a chapter's HTML, so that its figures can be read before any script has run, and without
 * scripts. `data-recorded` marks them until the page draws its own.
 * @param html a chapter's body, whose cells have an empty output
 * @param outputs static HTML by cell id; cells without one stay empty
 */
export function insertOutputs(html: string, outputs: Readonly<Record<string, string>>): string {
  return html
    .replace(
      /(<notebook-cell data-cell="([^"]*)"[^>]*>)<div class="cell-output"><\/div>/g,
      (whole, open: string, id: string) => {
        const output = outputs[id];
        return output ? `${open}<div class="cell-output" data-recorded>${output}</div>` : whole;
      },
    )
    .replace(/(<inline-cell data-cell="([^"]*)"[^>]*>)…(?=<\/inline-cell>)/g, (whole, open: string, id: string) => {
      const output = outputs[id];
      return output ? `${open}${output}` : whole;
    });
}

/** JSON that may stand within a `<script>` element: nothing in it can end the element or open a comment. */
export function embedJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
