import { htmlElement } from "../../browser/elements.ts";
import { describeBytes } from "../../core/byte-size.ts";
import { CourseError } from "../../core/errors.ts";
import { bringFiles } from "../../data/cifar/bring-files.ts";
import { removeBrowserPacks, sweepBrowserPacks } from "../../data/cifar/browser-packs.ts";
import { findImages, type FoundImages } from "../../data/cifar/find-images.ts";
import type { ImportProgress } from "../../data/cifar/import.ts";
import { recordBytes } from "../../data/cifar/records.ts";
import { createFileDrop } from "./file-drop.ts";

const steps: Readonly<Record<ImportProgress["step"], string>> = {
  unpacking: "Unpacking the archive",
  checking: "Checking the images",
  packing: "Keeping the images in this browser",
};

export interface CifarFiles {
  readonly element: HTMLElement;
  /** Looks where the images are; to be called before they are asked for. */
  readonly look: () => Promise<void>;
}

/**
 * Says where CIFAR-10 is, takes its files, shows how far they are read and what is wrong with them, and removes them.
 * @param onChange told whenever the images have come or gone
 */
export function createCifarFiles(onChange: (found: FoundImages | null) => void): CifarFiles {
  const status = htmlElement("p", { class: "files-status", role: "status" });
  const problem = htmlElement("p", { class: "files-problem", role: "alert", hidden: "" });
  const bar = htmlElement("progress", { class: "files-progress", "aria-label": "Reading the files", hidden: "" });
  const remove = htmlElement("button", { type: "button", class: "file-button", hidden: "" }, "Remove them");
  const drop = createFileDrop(
    {
      label: "Files of CIFAR-10",
      button: "Choose files …",
      folderButton: "Choose a folder …",
      onFiles: (files) => take(files),
    },
    htmlElement(
      "p",
      {},
      "Drop cifar-10-binary.tar.gz here, or the folder that it unpacks to, or test_batch.bin with data_batch_1.bin or more.",
    ),
    htmlElement("p", { class: "files-hint" }, describeHome(), " The files stay in this browser; nothing is sent."),
  );

  const show = (found: FoundImages | null): void => {
    status.textContent = describe(found);
    remove.hidden = found?.place !== "this browser";
    drop.hidden = found !== null;
    onChange(found);
  };
  const look = async (): Promise<void> => {
    await sweepBrowserPacks().catch(() => undefined);
    show(await findImages());
  };
  const fail = (error: unknown): void => {
    const isForReader = error instanceof CourseError;
    if (!isForReader) console.error(error);
    problem.textContent = isForReader ? error.message : "This browser refused it. Reload the page and try again.";
    problem.hidden = false;
  };
  const work = async (job: () => Promise<unknown>): Promise<void> => {
    problem.hidden = true;
    await job().catch(fail);
    bar.hidden = true;
    await look();
  };
  const take = (files: Promise<readonly File[]>): void => {
    drop.hidden = true;
    bar.hidden = false;
    status.textContent = "Reading the files …";
    void work(async () =>
      bringFiles(await files, ({ step, done, total }) => {
        if (!status.textContent?.startsWith(steps[step])) status.textContent = `${steps[step]} …`;
        bar.max = total;
        bar.value = done;
      }),
    );
  };
  remove.addEventListener("click", () => void work(removeBrowserPacks));
  const element = htmlElement("div", { class: "files" }, htmlElement("div", { class: "files-row" }, status, remove));
  element.append(bar, problem, drop);
  return { element, look };
}

function describeHome(): HTMLElement {
  const link = htmlElement("a", { href: "https://www.cs.toronto.edu/~kriz/cifar.html" }, "the data set's home");
  return htmlElement("span", {}, "The “binary version” at ", link, ", 170 MB, is the one.");
}

function describe(found: FoundImages | null): string {
  if (found === null)
    return "CIFAR-10 is no part of this site. Until its files are here, the experiments use Shapes-10.";
  const { training, test, leftOut = [] } = found.manifest;
  const count = (images: number) => images.toLocaleString("en");
  const images = `${count(training.count)} training and ${count(test.count)} test images`;
  if (found.place !== "this browser") return `${images}, beside this site's pages.`;
  const size = describeBytes((training.count + test.count) * recordBytes);
  return `${images}, kept in this browser (${size}).${describeLeftOut(leftOut)}`;
}

function describeLeftOut(names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return ` Not needed and left out: ${names.slice(0, 3).join(", ")}${more}.`;
}
