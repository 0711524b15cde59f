import { expect, test, type Locator, type Page } from "@playwright/test";
import { archive, noiseBatch } from "../data/cifar-files.ts";
import { bundle, origin, serve } from "./bundle.ts";
import { renderPage } from "./chapter-page.ts";

const cells = [
  { source: "const images = view(chooseImages());", id: "choice" },
  {
    source: `const imageSet = images === "CIFAR-10" ? cifar10({training: 60, test: 20, size: 16}) : shapes({training: 60, test: 20});`,
    id: "set",
  },
  { source: "images", id: "name" },
  { source: `examplesChart(await examples(imageSet, {count: 60, split: "training"}))`, id: "picture" },
  {
    source: `const run = train(plainNet({depth: 8, width: 4, inputShape: [16, 16, 3], stemStride: 2}), {data: imageSet, steps: 5, batchSize: 16, engine: "wasm", augment: {pad: 2, flip: images === "CIFAR-10"}});`,
    run: "manual" as const,
  },
  { source: "[run.data.kind, run.status, run.runs[0].loss.length].join()", id: "ran" },
];

/** Noise in the layout of CIFAR-10: no real images. */
const training = noiseBatch(100, 1);
const testing = noiseBatch(40, 2);

test("a reader brings CIFAR-10, trains on it, finds it again and removes it", async ({ page }) => {
  await serve(page, await bundle("tests/browser/library-page.ts"), () => renderPage({ cells }));
  await open(page);
  const status = cell(page, "choice").locator(".cell-output").getByRole("status");
  const chosen = cell(page, "name").locator(".cell-output");
  await chooseCifar(page);
  await expect(status).toContainText("CIFAR-10 is no part of this site");
  await expect(chosen).toHaveText(`"Shapes-10"`);

  await dropFiles(page, { "data_batch_1.bin": training.slice(0, 5000), "test_batch.bin": testing });
  await expect(cell(page, "choice").getByRole("alert")).toContainText("data_batch_1.bin: it ends within an image");
  await dropFiles(page, { "data_batch_1.bin": training, "test_batch.bin": testing });
  await expect(status).toHaveText("100 training and 40 test images, kept in this browser (430 kB).");
  await expect(cell(page, "choice").getByRole("alert")).toBeHidden();
  await expect(chosen).toHaveText(`"CIFAR-10"`);
  await expect(cell(page, "picture")).toContainText("airplane");
  await cell(page, "run").getByRole("button", { name: "Run: run" }).click();
  await expect(cell(page, "ran").locator(".cell-output")).toHaveText(`"cifar10,done,5"`);

  await open(page);
  await chooseCifar(page);
  await expect(chosen).toHaveText(`"CIFAR-10"`);
  await cell(page, "choice").getByRole("button", { name: "Remove them" }).click();
  await expect(chosen).toHaveText(`"Shapes-10"`);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).press("Enter");
  const buffer = Buffer.from(archive(["data_batch_1.bin", training], ["test_batch.bin", testing]));
  await (await chooser).setFiles([{ name: "cifar-10-binary.tar.gz", mimeType: "application/gzip", buffer }]);
  await expect(chosen).toHaveText(`"CIFAR-10"`);
});

function cell(page: Page, id: string): Locator {
  return page.locator(`[data-cell="${id}"]`);
}

async function open(page: Page): Promise<void> {
  await page.goto(`${origin}/`);
  await page.evaluate(() => window.notebook.settled());
}

async function chooseCifar(page: Page): Promise<void> {
  await cell(page, "choice").getByRole("radio", { name: "CIFAR-10" }).check();
}

async function dropFiles(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const contents = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")] as const);
  const transfer = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer();
    for (const [name, text] of contents) {
      transfer.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], name));
    }
    return transfer;
  }, contents);
  await cell(page, "choice")
    .getByRole("group", { name: "Files of CIFAR-10" })
    .dispatchEvent("drop", { dataTransfer: transfer });
}
