/** The page comes first: what an old import left can lie there some seconds longer. */
const delayMs = 3000;

/** Some time after a page was opened, removes the images of an import that never ended. */
export function sweepImagesLater(): void {
  setTimeout(() => {
    void import("../../data/cifar/browser-packs.ts")
      .then(({ sweepBrowserPacks }) => sweepBrowserPacks())
      // Nobody asked for it; the next page tries again, and so does the box that takes the files.
      .catch(() => undefined);
  }, delayMs);
}
