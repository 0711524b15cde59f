import { expect, it } from "vitest";
import { embedJson, insertOutputs } from "../../src/course/insert-outputs.ts";

const cell = (id: string) =>
  `<notebook-cell data-cell="${id}" id="cell-${id}" data-run="auto"><div class="cell-output"></div></notebook-cell>`;

it("puts a recorded output into its own cell and leaves the others empty", () => {
  const html = insertOutputs(`${cell("a")}\n${cell("b")}`, { b: "<p>$1 &amp; $&</p>" });
  expect(html).toContain(cell("a"));
  expect(html).toContain('<div class="cell-output" data-recorded><p>$1 &amp; $&</p></div></notebook-cell>');
});

it("replaces the ellipsis of a value in a sentence", () => {
  const html = insertOutputs('<p>It is <inline-cell data-cell="inline-1">…</inline-cell>.</p>', {
    "inline-1": "<b>7</b>",
  });
  expect(html).toBe('<p>It is <inline-cell data-cell="inline-1"><b>7</b></inline-cell>.</p>');
});

it("embeds JSON that no text in it can break out of", () => {
  const value = { source: "</script><!-- \u2028" };
  const text = embedJson(value);
  expect(text).not.toMatch(/[<\u2028]/);
  expect(JSON.parse(text)).toEqual(value);
});
