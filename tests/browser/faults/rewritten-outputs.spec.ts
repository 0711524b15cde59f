import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";

/**
 * Kind: exports of what another cell has made of the page. A cell can rewrite whatever stands there; a copy of the
 * chapter is made of what its cells have displayed all the same, a verdict's card above all.
 */

const rewriting = `
const cell = (id) => document.querySelector('[data-cell="' + id + '"] .cell-output');
cell("verdictE1").querySelector(".verdict-words").textContent = "FORGED words";
cell("verdictE1").querySelector("dl").innerHTML = "<div><dt>Run</dt><dd>FORGED run</dd></div>";
cell("plainCurves").querySelector("figcaption").textContent = "FORGED caption";
cell("mine-1").firstChild.textContent = "FORGED value";
cell("mine-2").replaceChildren("FORGED output");
`;

async function exported(page: Page, choice: string): Promise<string> {
  await page.locator("[data-export-menu] summary").focus();
  await page.keyboard.press("Enter");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: choice }).press("Enter");
  return readFile(await (await download).path(), "utf8");
}

test("cards, charts and values that a cell has rewritten are exported as their cells displayed them", async ({
  page,
}) => {
  await page.goto("degradation/");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
  const verdictCell = await page.evaluate(async () => {
    const notebook = window.courseNotebook;
    if (!notebook) return "";
    await notebook.settled();
    notebook.reader.add({ run: "auto", source: "({answer: 4711})", after: "seeds" });
    notebook.reader.add({ run: "auto", source: "display(md`a text of **mine-2**`)", after: "seeds" });
    await notebook.settled();
    return notebook.cells.find((id) => notebook.view(id).source.startsWith('verdict("E-D1"')) ?? "";
  });
  await page.evaluate(
    async (source) => {
      const notebook = window.courseNotebook;
      notebook?.reader.add({ run: "auto", source, after: "seeds" });
      await notebook?.settled();
    },
    rewriting.replaceAll("verdictE1", verdictCell),
  );
  await expect(page.locator(`[data-cell="${verdictCell}"]`)).toContainText("FORGED words");
  await expect(page.locator('[data-cell="mine-2"] .cell-output')).toHaveText("FORGED output");
  for (const choice of ["Web page", "Jupyter notebook"]) {
    const copy = await exported(page, choice);
    // The code of the cell that did it is the reader's, and stands there, also as an edit
    const outputs = choice === "Web page" ? copy.replace(/<(pre|script)[\s\S]*?<\/\1>/g, "") : outputsOf(copy);
    expect(outputs.match(/.{80}FORGED.{20}/)?.[0], choice).toBeUndefined();
    expect(outputs, choice).toContain("Holds here");
    expect(outputs, choice).toContain("4711");
    expect(outputs, choice).toContain("a text of");
  }
});

function outputsOf(notebook: string): string {
  const { cells } = JSON.parse(notebook) as { readonly cells: readonly { readonly outputs?: unknown }[] };
  return JSON.stringify(cells.map(({ outputs }) => outputs ?? []));
}
