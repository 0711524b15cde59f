import type { Rgb } from "./colours.ts";
import { htmlElement } from "../../browser/elements.ts";

/** A canvas with one pixel for each of `height` × `width` colours; the page scales it up. */
export function pixelImage(height: number, width: number, colourAt: (pixel: number) => Rgb): HTMLCanvasElement {
  const canvas = htmlElement("canvas", { width, height });
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  const image = context.createImageData(width, height);
  for (let pixel = 0; pixel < height * width; pixel++) image.data.set([...colourAt(pixel), 255], 4 * pixel);
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Pictures in a grid under a title, each at least 44 pixels wide. */
export function pictureGroup(title: string, note: string, images: readonly HTMLElement[]): HTMLElement {
  return htmlElement(
    "div",
    { class: "pictures" },
    htmlElement(
      "div",
      { class: "pictures-title" },
      htmlElement("span", { class: "gallery-name" }, title),
      note === "" ? null : ` ${note}`,
    ),
    htmlElement("div", { class: "pictures-grid" }, ...images),
  );
}
