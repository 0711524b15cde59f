/**
 * Outputs that go missing from what a reader takes along: one that is itself the picture, a formula, a control, a film, or
 * folded away. What the page shows is in the file, or a word says that it is on the page only.
 */
import { readFile, rename } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { findNotebookProblems } from "../../export/nbformat.ts";

/** What one cell each displays: a statement, and what must be in the notebook and in the web page. */
const outputs: readonly (readonly [id: string, source: string, media: RegExp, html: RegExp])[] = [
  [
    "canvas",
    'const c = document.createElement("canvas"); c.width = c.height = 9; c.getContext("2d").fillRect(0, 0, 9, 9); display(c);',
    /"image\/png": ?"iVBOR/,
    /<img[^>]* src="data:image\/png;base64,iVBOR/,
  ],
  [
    "labelled",
    'const d = document.createElement("canvas"); d.setAttribute("aria-label", "a square"); display(d);',
    /a square/,
    /alt="a square"/,
  ],
  [
    "emptyCanvas",
    "const e = new OffscreenCanvas(1, 1); display(Object.assign(document.createElement('canvas'), {width: 0}));",
    /a picture that cannot be copied/,
    /a picture that cannot be copied/,
  ],
  [
    "smallDrawing",
    'display(svg`<svg width="40" height="40"><circle r="9" onclick="alert(1)"/></svg>`);',
    /"image\/svg\+xml":.*<circle/s,
    /<svg[^>]*><circle/,
  ],
  [
    "foldedDrawing",
    'display(html`<details><summary>More</summary><svg width="400" height="40"><circle r="9"/></svg></details>`);',
    /<svg/,
    /<circle/,
  ],
  [
    "raster",
    'const f = document.createElement("canvas"); f.width = f.height = 9; f.getContext("2d").fillRect(0, 0, 9, 9); display(svg`<svg width="200" height="40"><image width="9" height="9" href="${f.toDataURL()}"/></svg>`);',
    /<image [^>]*href=\\"data:image\/png/,
    /<image [^>]*href="data:image\/png/,
  ],
  ["formula", "display(tex`10^{.5}`);", /\$10\^\{\.5\}\$/, /<annotation[^>]*>10\^\{\.5\}/],
  ["equation", "display(tex.block`10^{.5}`);", /\$\$10\^\{\.5\}\$\$/, /<annotation[^>]*>10\^\{\.5\}/],
  [
    "styled",
    "display(html`<p class='odd'>styled words<style>.odd { color: red; }</style></p>`);",
    /^(?!.*color: red).*styled words/s,
    /styled words/,
  ],
  ["control", 'display(Object.assign(document.createElement("input"), {value: "seven"}));', /seven/, /value="seven"/],
  ["sound", "display(document.createElement('audio'));", /a sound, on the page only/, /a sound, on the page only/],
  ["words", "display(document.createTextNode('plain words'));", /plain words/, /plain words/],
];

test("what cells show is in the notebook and in the web page, whatever it is", async ({ page }) => {
  await page.goto("degradation/");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
  const ids = await page.evaluate(
    async (sources) => {
      const notebook = window.courseNotebook;
      if (!notebook) return [];
      await notebook.settled();
      const added = sources.map((source) =>
        notebook.reader.add({ run: "auto", source: `{ ${source} }`, after: "seeds" }),
      );
      await notebook.settled();
      return added;
    },
    outputs.map(([, source]) => source),
  );

  const text = await readFile(await exportBy(page, "Jupyter notebook", "ipynb"), "utf8");
  expect(findNotebookProblems(text)).toEqual([]);
  const { cells } = JSON.parse(text) as { cells: { id: string; outputs?: unknown }[] };
  await test.step("cells that train come with their nets in PyTorch, whether they were run or not", () => {
    for (const [id, net] of [
      ["plainRuns", "Plain56"],
      ["imageRuns", "Residual20"],
      ["construction", "Plain4"],
    ] as const) {
      const at = cells.findIndex((cell) => cell.id === id);
      expect(JSON.stringify(cells[at + 1]), id).toMatch(new RegExp(`class ${net}|as beside the cell`));
    }
  });
  for (const [at, [name, , media]] of outputs.entries()) {
    const shown = cells.find(({ id }) => id === ids[at])?.outputs;
    expect(JSON.stringify(shown), name).toMatch(media);
    expect(JSON.stringify(shown), name).not.toContain("onclick");
  }

  const copy = await readFile(await exportBy(page, "Web page", "html"), "utf8");
  for (const [at, [name, , , html]] of outputs.entries()) {
    const [, cell = ""] = copy.split(`data-cell="${ids[at]}"`);
    expect(cell.split("</notebook-cell>")[0], name).toMatch(html);
  }
});

async function exportBy(page: Page, choice: string, ending: string): Promise<string> {
  await page.locator("[data-export-menu] summary").click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: choice }).click();
  const path = await (await download).path();
  await rename(path, `${path}.${ending}`);
  return `${path}.${ending}`;
}
