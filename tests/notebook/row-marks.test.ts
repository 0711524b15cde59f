import { expect, it } from "vitest";
import { render } from "./chapter-text.ts";

const mark = (rows: string) => `<span class="row-mark" data-marks="${rows}"></span>`;

it.each([
  ["paragraph", 'It is *so*.{data-claim="D1 D4"}', `<em>so</em>. ${mark("D1 D4")}</p>`],
  ["item of a list", '- One.{data-claim="D5"}\n- two', `One. ${mark("D5")}</li>`],
  ["item with paragraphs", '- One.\n\n  Two.{data-claim="D5"}\n\n- three', `Two. ${mark("D5")}</p>`],
  ["table", '| a |\n| - |\n| b |\n\n{data-claim="D1"}\n', `</table>\n<p class="row-mark-below">${mark("D1")}</p>`],
])("a %s that places rows ends with a mark for them", (_what, body, html) => {
  expect(render(body).html).toContain(html);
  expect(render(body).html.match(/data-marks/g)).toHaveLength(1);
});

it("words within a paragraph, claim boxes and rows without data-claim have no mark", () => {
  const claim = '#E-D1 question="Is it?" rows=D1 badge=reproduced source=S measure="m" at-least=1';
  const body = `Is **it so?**{data-claim="D1"}\n\n:::experiment{${claim}}\n**S.**\n:::\n\nText.\n{rows="D4"}\n`;
  expect(render(body).html).not.toContain("row-mark");
});
