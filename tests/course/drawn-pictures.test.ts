import { expect, it } from "vitest";
import { findPictures, linkPictures } from "../../src/course/drawn-pictures.ts";

const html = `<img width="16" src="data:image/png;base64,iVBOR/+="><b>1</b><img src="data:image/png;base64,AAAA">`;

it("takes pictures out of an output and links them, the same ones by the same name", () => {
  const names = findPictures(html).map(({ name }) => name);
  expect(findPictures(html).map(({ png }) => png)).toEqual(["iVBOR/+=", "AAAA"]);
  expect(linkPictures(html, (name) => `/pictures/${name}.png`)).toBe(
    `<img width="16" src="/pictures/${names[0]}.png" loading="lazy"><b>1</b><img src="/pictures/${names[1]}.png" loading="lazy">`,
  );
  expect(findPictures(html + html).map(({ name }) => name)).toEqual([...names, ...names]);
});

it("takes pictures out of drawings, too", () => {
  const drawing = `<svg><image width="16" xlink:href="data:image/png;base64,AAAA"></image></svg>`;
  const name = findPictures(drawing)[0]?.name;
  expect(linkPictures(drawing, (each) => `/pictures/${each}.png`)).toBe(
    `<svg><image width="16" href="/pictures/${name}.png"></image></svg>`,
  );
});

it("leaves pictures of the site, and other data, where they are", () => {
  const other = `<img src="/favicon.svg"><img src="data:image/svg+xml;base64,AAAA">`;
  expect(findPictures(other)).toEqual([]);
  expect(linkPictures(other, () => "")).toBe(other);
});
