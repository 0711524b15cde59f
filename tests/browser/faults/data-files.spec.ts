/**
 * CIFAR-10 as people bring it to the page: folders that are dropped or chosen, links, files that vanish, and imports that
 * break off. Folders are read, no message is the browser's own, and of what broke off nothing stays. What files hold is
 * tried in tests/faults/data-files.test.ts.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { noiseBatch } from "../../data/cifar-files.ts";
import { bundle, origin, serve } from "../bundle.ts";
import { renderPage } from "../chapter-page.ts";

const cells = [{ source: "const images = view(chooseImages());", id: "choice" }];

/** Noise in the layout of CIFAR-10: no real images. */
const training = noiseBatch(100, 1);
const testing = noiseBatch(40, 2);

let folder: string;
test.beforeEach(async ({ page }) => {
  folder = await mkdtemp(join(tmpdir(), "data-files-"));
  await serve(page, await bundle("tests/browser/library-page.ts"), () => renderPage({ cells }));
  await openChoice(page);
});
test.afterEach(() => rm(folder, { recursive: true }));

test("folders are read, however deep, and what cannot be used is called by its name", async ({ page }) => {
  const unpacked = join(folder, "Downloads", "cifar-10-batches-bin");
  await mkdir(unpacked, { recursive: true });
  await writeFile(join(unpacked, "data_batch_1 (1).bin"), training);
  await writeFile(join(unpacked, ".DS_Store"), "\0\0\0\u0001Bud1");
  for (let at = 0; at < 130; at++) await writeFile(join(unpacked, `a${at}.txt`), "notes");
  await writeFile(join(unpacked, "test_batch.bin"), testing);
  const empty = join(folder, "empty");
  await mkdir(empty);

  await test.step("an empty folder, and a link", async () => {
    await drop(page, [empty]);
    await expect(problem(page)).toHaveText(/there is no file in the folder\. Drop the one that holds them\./);
    await drop(page, [], "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");
    await expect(problem(page)).toHaveText(/what was dropped is no file.*Download the file first/);
  });

  await test.step("a file that vanishes while it waits", async () => {
    const gone = join(folder, "data_batch_1.bin");
    await writeFile(gone, training);
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose files" }).click();
    // The page has the file in its hands, and looks at it later.
    await page.evaluate(() => {
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (this: Worker, ...message: [unknown]) {
        setTimeout(() => post.apply(this, message), 1500);
      };
    });
    await (await chooser).setFiles([gone, join(unpacked, "test_batch.bin")]);
    await rm(gone);
    await expect(problem(page)).toHaveText(/^data_batch_1\.bin: it (?:is not there any more|cannot be read).*\./);
    await page.reload();
    await chooseCifar(page);
  });

  await test.step("a dropped folder with more entries than a browser hands on at once", async () => {
    await drop(page, [join(folder, "Downloads")]);
    await expect(status(page)).toHaveText("100 training and 40 test images, kept in this browser (430 kB).");
    await page.getByRole("button", { name: "Remove them" }).click();
    await expect(status(page)).toContainText("no part of this site");
  });

  await test.step("a chosen folder, with a picture in it", async () => {
    await writeFile(join(unpacked, "holiday.png"), "\u0089PNG", "latin1");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a folder" }).press("Enter");
    await (await chooser).setFiles(join(folder, "Downloads"));
    await expect(status(page)).toHaveText(
      "100 training and 40 test images, kept in this browser (430 kB). Not needed and left out: holiday.png (a picture (PNG)).",
    );
  });
});

test("of an import that breaks off nothing stays", async ({ page, context }) => {
  const [batch, tests] = [join(folder, "data_batch_1.bin"), join(folder, "test_batch.bin")];
  await writeFile(batch, training);
  await writeFile(tests, testing);
  const storage = await openStorage(context);

  await test.step("where there is too little room", async () => {
    const session = await context.newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 200_000 });
    await drop(page, [batch, tests]);
    await expect(problem(page)).toHaveText(
      /^CIFAR-10: there is no room for the images.*Nothing of them was kept\. Free/,
    );
    expect(await countKept(storage)).toBe(0);
    await session.send("Storage.overrideQuotaForOrigin", { origin });
  });

  await test.step("what a closed tab left is gone, but not what another tab is just bringing", async () => {
    await leavePacks(storage);
    await page.evaluate(() => {
      void navigator.locks.request("cifar-10 import", () => new Promise((end) => Object.assign(window, { end })));
    });
    const other = await context.newPage();
    await serve(other, await bundle("tests/browser/library-page.ts"), () => renderPage({ cells }));
    await openChoice(other);
    await expect(status(other)).toContainText("no part of this site");
    expect(await countKept(storage)).toBe(2);
    await drop(other, [batch, tests]);
    await expect(problem(other)).toHaveText(/another tab is just keeping its files\. Wait until it has ended\./);
    await page.evaluate(() => (window as unknown as { end: () => void }).end());
    await openChoice(other);
    await expect(status(other)).toContainText("no part of this site");
    await expect.poll(() => countKept(storage)).toBe(0);
    await other.close();
  });

  await test.step("the same files are taken afterwards", async () => {
    await drop(page, [batch, tests]);
    await expect(status(page)).toContainText("100 training and 40 test images, kept in this browser");
  });
});

test("a chapter that is opened sweeps away what an import left, whether or not it asks for images", async ({
  page,
}) => {
  await page.unroute("**/*");
  await page.goto("glossary/");
  await leavePacks(page);
  expect(await countKept(page)).toBe(2);
  await page.goto("degradation/");
  await page.waitForFunction(() => window.courseNotebook !== undefined);
  // The chapter's page keeps the names of storage to itself.
  const other = await page.context().newPage();
  await other.goto("glossary/");
  await expect.poll(() => countKept(other)).toBe(0);
});

async function openChoice(page: Page): Promise<void> {
  await page.goto(`${origin}/`);
  await chooseCifar(page);
}

async function chooseCifar(page: Page): Promise<void> {
  await page.evaluate(() => window.notebook.settled());
  await page.getByRole("radio", { name: "CIFAR-10" }).check();
}

function status(page: Page): Locator {
  return page.locator(".files-status");
}

function problem(page: Page): Locator {
  return page.locator(".files-problem");
}

/** As a person drops something: the browser itself hands on files and folders. */
async function drop(page: Page, files: string[], link?: string): Promise<void> {
  const zone = page.getByRole("group", { name: "Files of CIFAR-10" });
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 30, (box?.y ?? 0) + 10];
  const items = link === undefined ? [] : [{ mimeType: "text/uri-list", data: link }];
  const data = { items, files, dragOperationsMask: 1 };
  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x, y, data });
  await session.detach();
}

/** A page of the same site without cells: where there are some, storage is closed to all but the site's own code. */
async function openStorage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "<title>storage</title>" }));
  await page.goto(`${origin}/`);
  return page;
}

/** How many entries the page's database holds. */
function countKept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("course-data", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("cifar-10");
        opening.onerror = reject;
        opening.onsuccess = () => {
          const count = opening.result.transaction("cifar-10").objectStore("cifar-10").count();
          count.onsuccess = () => resolve(count.result);
          opening.result.close();
        };
      }),
  );
}

/** What an import leaves that never came to its end. */
async function leavePacks(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("course-data", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("cifar-10");
        opening.onerror = reject;
        opening.onsuccess = () => {
          const writing = opening.result.transaction("cifar-10", "readwrite");
          for (const index of [0, 1]) writing.objectStore("cifar-10").put(new Uint8Array(1000), `training/${index}`);
          writing.oncomplete = () => resolve();
          opening.result.close();
        };
      }),
  );
}
