import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { publishedFiles } from "../../src/course/chapter-files.ts";
import { glossary } from "../../src/glossary/glossary.ts";
import { termId } from "../../src/glossary/term.ts";
import { ChapterError } from "../../src/notebook/chapter-error.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { fence, render } from "./chapter-text.ts";

describe("a marked term", () => {
  it("is a link to its entry in the glossary, with a card that the page holds, hidden", () => {
    const { html } = render("Draw a [[mini-batch]].\n");
    expect(html).toContain(
      '<a class="term" href="../glossary/#mini-batch" data-card="term-mini-batch" ' +
        'aria-describedby="term-mini-batch">mini-batch</a>',
    );
    expect(html).toMatch(/<section class="terms" aria-label="Terms" hidden><div id="term-mini-batch"/);
    expect(html).toMatch(/<strong>mini-batch\.<\/strong> The few training examples/);
  });

  it("may stand in the plural, in any case, under another name, or under words of the author's own", () => {
    const { html } = render("[[Mini-batches]], [[skip connection]], [[a line\nof noise|autocorrelation]]\n");
    expect([...html.matchAll(/<a class="term" href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      "../glossary/#mini-batch",
      "../glossary/#shortcut",
      "../glossary/#autocorrelation",
    ]);
    expect(html).toContain(">a line of noise</a>");
  });

  it("has one card, however often and wherever it is marked", () => {
    const { html } = render("[[seed]][^n]\n\n:::aside\n*[[seeds]]*\n:::\n\n| [[seed]] |\n|---|\n\n[^n]: A [[seed]].\n");
    expect(html.match(/<a class="term"/g)).toHaveLength(4);
    expect(html.match(/id="term-seed"/g)).toHaveLength(1);
    expect(html.trim()).toMatch(/<\/section>$/);
  });

  it("is left alone in code, and where brackets are only brackets", () => {
    const { html } = render(`\`[[nonsense]]\` [[1], [2]] \\[[nonsense]]\n\n${fence("[[1]]")}`);
    expect(html).not.toContain('class="term');
  });

  it("that the glossary does not have is refused, with what would work", () => {
    expect(() => render("Text\n\nand [[mini-bach]]\n")).toThrow(ChapterError);
    expect(() => render("Text\n\nand [[mini-bach]]\n")).toThrow(
      /^chapters\/02-test\.md:9: the glossary has no term "mini-bach"\. Did you mean \[\[mini-batch\]\]\? Add it to src\/glossary/,
    );
    expect(() => render("[[words|nothing like it]]\n")).toThrow(/"nothing like it"\. Add it/);
  });
});

it("an equation that is referred to is the reference's card", () => {
  const { html } = render("$$ y = x $$ {#eq-a}\n\nSee [](#eq-a) and [above](#eq-a).\n");
  expect(html.match(/href="#eq-a" data-card="eq-a"/g)).toHaveLength(2);
});

it("the chapters mark terms, all of which the glossary page has", () => {
  const ids = new Set(glossary.map(termId));
  for (const name of publishedFiles()) {
    const { html } = renderChapter(readFileSync(`chapters/${name}`, "utf8"), { file: `chapters/${name}` });
    const marked = [...html.matchAll(/href="\.\.\/glossary\/#([^"]*)"/g)].map(([, id = ""]) => id);
    expect(marked.length).toBeGreaterThan(10);
    expect(marked.filter((id) => !ids.has(id))).toEqual([]);
  }
});
