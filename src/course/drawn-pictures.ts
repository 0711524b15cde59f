import { createHash } from "node:crypto";

/** A picture that was drawn in a recorded output, as a file of the site. */
export interface DrawnPicture {
  /** Without ".png": the hash of what it shows, so that the same picture of two chapters is one file. */
  readonly name: string;
  /** Base64. */
  readonly png: string;
}

/** Of an image of the page, or of one within a drawing. */
const inHtml = /(src|(?:xlink:)?href)="data:image\/png;base64,([\w+/=]+)"/g;

/** The pictures that stand in recorded outputs as data. */
export function findPictures(html: string): readonly DrawnPicture[] {
  return [...html.matchAll(inHtml)].map(([, , png = ""]) => ({ name: nameOf(png), png }));
}

/**
 * Takes the pictures out of recorded outputs: no compression makes their bytes fewer, and they are not needed before the
 * reader is near.
 * @param addressOf where the picture of a name lies
 */
export function linkPictures(html: string, addressOf: (name: string) => string): string {
  return html.replace(inHtml, (_, attribute: string, png: string) => {
    const link = `"${addressOf(nameOf(png))}"`;
    return attribute === "src" ? `src=${link} loading="lazy"` : `href=${link}`;
  });
}

function nameOf(png: string): string {
  return createHash("sha256").update(png).digest("hex").slice(0, 10);
}
