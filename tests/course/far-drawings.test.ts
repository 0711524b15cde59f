import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { takeFarDrawings } from "../../src/course/far-drawings.ts";
import { findDrawings } from "../../src/course/find-drawings.ts";
import { lightenTags } from "../../src/course/lighten-tags.ts";
import { readRecordings } from "../../src/course/recorded-runs.ts";

const much = `<path d="M0 0${"l1 1".repeat(400)}"/>`;
const drawing = (inner: string, attributes = "") =>
  `<svg width="10rem" viewBox="0 -2 160 90"${attributes}><text>5&nbsp;&lt;&nbsp;6</text>${inner}${much}</svg>`;
const take = (outputs: Record<string, string>, order = Object.keys(outputs)) =>
  takeFarDrawings(outputs, { order, addressOf: (name) => `/drawings/${name}.svg`, sheetOf: () => ":root{}" });
/** In front of what is looked at: these stay. */
const head: Record<string, string> = { a: drawing("").repeat(4) };

it("leaves the drawings at the head of the page, small ones and those that need other files", () => {
  const outputs = { ...head, b: "<svg><path/></svg>", c: drawing('<image href="/a.png"/>') };
  expect(take(outputs)).toEqual({ outputs, drawings: [] });
  expect(take(head, ["none"]).drawings).toEqual([]);
});

it("takes a far drawing out of its HTML, and leaves an empty one of the same size and name", () => {
  const { outputs, drawings } = take({ ...head, b: `<figure>${drawing("", ' aria-label="A &lt; B"')}</figure>` });
  expect(drawings).toHaveLength(1);
  const address = `/drawings/${drawings[0]?.name}.svg`;
  expect(outputs["b"]).toBe(
    `<figure><svg width="10rem" viewBox="0 -2 160 90" aria-label="A &lt; B" data-drawing="${address}">` +
      '<foreignObject x="0" y="-2" width="100%" height="100%"><noscript>' +
      `<img src="${address}" alt="A &lt; B" width="100%" height="100%"></noscript></foreignObject></svg></figure>`,
  );
  expect(drawings[0]?.svg).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="10rem" viewBox="0 -2 160 90" aria-label="A &lt; B">' +
      `<style>:root{}</style><text>5&#160;&lt;&#160;6</text>${much}</svg>`,
  );
});

it("names the picture by the words in it where nothing else does, and not twice", () => {
  const [words, named] = [drawing(""), drawing("", ' role="img" aria-label="A"')].map((b) => take({ ...head, b }));
  expect(words?.outputs["b"]).toContain('alt="5\u00a0&lt;\u00a06"');
  expect(named?.outputs["b"]).toContain('alt=""');
});

it("leaves the style sheets that charts share to the page", () => {
  const sheet = "<style>:where(.plot-1) { color: red }</style>";
  const { outputs, drawings } = take({ ...head, b: drawing(sheet) });
  expect(outputs["b"]).toContain(sheet);
  expect(drawings[0]?.svg).toContain("<style>:where(.plot-1) { color: red }:root{}</style><text>");
});

it.each(publishedFiles())("makes well-formed files of all that is recorded of %s", (file) => {
  const { outputs } = readRecordings(file.replace(/^\d+-|\.md$/g, ""));
  const light = Object.fromEntries(Object.entries(outputs).map(([id, html]) => [id, lightenTags(html)]));
  const { drawings } = take(light);
  expect(drawings.length).toBeGreaterThan(20);
  const { DOMParser } = new JSDOM().window;
  const broken = drawings.filter(({ svg }) => {
    const read = new DOMParser().parseFromString(svg, "image/svg+xml");
    return read.documentElement.localName !== "svg" || findDrawings(svg).length !== 1;
  });
  expect(broken).toEqual([]);
});
