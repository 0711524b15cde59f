import { describe, expect, it } from "vitest";
import { placedRows } from "../../src/notebook/ledger-rows.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { fence, firstBodyLine, front, render } from "./chapter-text.ts";

describe("front matter", () => {
  it("becomes data, and the slug comes from the file's name", () => {
    const { slug, front: data } = render("");
    expect(slug).toBe("test");
    expect(data).toEqual({ title: "Test", number: 2, summary: "A test.", minutes: 5 });
  });
});

describe("js fences", () => {
  it("become cells in the text, with their attributes, and highlighted without a script", () => {
    const { html, cells } = render(fence("const a = 1 < 2", "run=manual id=first code=folded"));
    expect(html.trim()).toBe(
      '<notebook-cell data-cell="first" id="cell-first" data-run="manual" data-code="folded">' +
        '<div class="cell-output"></div><pre class="cell-source"><code>' +
        '<span class="tok-keyword">const</span> <span class="tok-variableName tok-definition">a</span> ' +
        '<span class="tok-operator">=</span> <span class="tok-number">1</span> ' +
        '<span class="tok-operator">&lt;</span> <span class="tok-number">2</span></code></pre></notebook-cell>',
    );
    expect(cells).toMatchObject([
      {
        id: "first",
        source: "const a = 1 < 2",
        run: "manual",
        code: "folded",
        place: "block",
        line: firstBodyLine + 1,
      },
    ]);
  });

  it("are named by id=…, else by their first output, else by their number", () => {
    const { cells } = render([fence("1"), fence("const a = 2, b = 3"), fence("4", "id=four"), fence("5")].join("\n"));
    expect(cells.map(({ id }) => id)).toEqual(["cell-1", "a", "four", "cell-4"]);
  });

  it("keep their source and line within lists and boxes", () => {
    const { cells } = render(
      `- item\n\n  ${fence("if (1) {\n  2\n}").replaceAll("\n", "\n  ")}\n:::aside\n${fence("3")}:::\n`,
    );
    expect(cells.map(({ source }) => source)).toEqual(["if (1) {\n  2\n}", "3"]);
    expect(cells[0]?.line).toBe(firstBodyLine + 3);
  });

  it("stay code when they say static, as other languages do", () => {
    const { html, cells } = render(
      fence("let x", "static") + fence("x < y", "", "python") + fence("let y: T", "static", "ts"),
    );
    expect(cells).toEqual([]);
    expect(html).toContain('<code class="language-js"><span class="tok-keyword">let</span>');
    expect(html).toContain('<code class="language-python">x &lt; y</code>');
    expect(html).toContain('<span class="tok-typeName">T</span>');
  });

  it("may be empty", () => {
    expect(render("```js\n```\n").cells).toMatchObject([{ source: "" }]);
  });

  it("read the same with Windows line ends", () => {
    const { cells } = renderChapter((front + fence("a\nb")).replaceAll("\n", "\r\n"), { file: "chapters/02-test.md" });
    expect(cells).toMatchObject([{ source: "a\nb", line: firstBodyLine + 1 }]);
  });
});

describe("expressions in prose", () => {
  it("become inline cells where they stand", () => {
    const { html, cells } = render("A net of ${depth} layers, *${ {a: `}${1}`}.a }* twice.");
    expect(html).toContain('A net of <inline-cell data-cell="inline-1" id="cell-inline-1">…</inline-cell> layers');
    expect(cells.map(({ source, place }) => [source, place])).toEqual([
      ["depth", "inline"],
      ["{a: `}${1}`}.a", "inline"],
    ]);
    expect(cells[0]?.compiled).toMatchObject({ inputs: ["depth"], autodisplay: true });
  });

  it("are plain text after a backslash and in code", () => {
    const { html, cells } = render("Write \\${x} or `${y}`.");
    expect(cells).toEqual([]);
    expect(html).toContain("Write ${x} or <code>${y}</code>.");
  });
});

describe("expressions in blocks of HTML", () => {
  it("become cells where text stands, and leave tags, comments, scripts and styles alone", () => {
    const { html, cells } = render(
      "<div class='card'>\n  <b>${a > 1 ? `}<i>` : 2}</b> \\${x} <!-- ${b} -->\n" +
        "<style>p { --x: ${c} }</style>\n${d}</div>\n\nThen ${e}.",
    );
    expect(cells.map(({ source, line }) => [source, line - firstBodyLine])).toEqual([
      ["a > 1 ? `}<i>` : 2", 1],
      ["d", 3],
      ["e", 5],
    ]);
    expect(html).toContain(
      '<b><inline-cell data-cell="inline-1" id="cell-inline-1">…</inline-cell></b> ${x} <!-- ${b} -->',
    );
    expect(html).toContain("<style>p { --x: ${c} }</style>");
  });

  it("are refused in attributes and where they do not end, with their line", () => {
    expect(() => render("<div>\n<b title=${x}>y</b>\n</div>")).toThrow(
      /md:8: an expression cannot stand in an attribute/,
    );
    expect(() => render("<div>\n\n<b>\n${x\n</b>\n")).toThrow(/md:10: the inline expression/);
  });
});

describe("TypeScript fences", () => {
  it("become cells whose types are shown and not run", () => {
    const { html, cells } = render(fence("const a: number = 1", "run=manual", "ts"));
    expect(cells).toMatchObject([{ id: "a", mode: "ts", run: "manual", source: "const a: number = 1" }]);
    expect(cells[0]?.compiled.body).toContain("const a         = 1");
    expect(html).toContain('<span class="tok-typeName">number</span>');
  });
});

describe("maths", () => {
  it("is set by KaTeX, in a sentence and on lines of its own", () => {
    const { html } = render("Where $x_l$ is.\n\n$$\ny = F(x) + x\n$$ {#eq-residual}\n\nSee [](#eq-residual).");
    expect(html.match(/class="katex"/g)).toHaveLength(2);
    expect(html).toContain('<div class="equation" id="eq-residual">');
    expect(html).toContain('<a href="#eq-residual" data-card="eq-residual">Equation 1</a>');
  });

  it.each(["It costs $5 and $10.", "From $5–$10 a run.", "US$5 and 3$ more.", "A lone $ sign.", "\\$x\\$"])(
    "is not seen in %j",
    (text) => {
      expect(render(text).html).not.toContain("katex");
    },
  );
});

describe("the rest of the page", () => {
  it("keeps numbers and their signs on one line, in prose and not in code", () => {
    const { html } = render("A gain of 25 % with 3 × 3 filters, not `25 %`.");
    expect(html).toContain("25\u00a0% with 3\u00a0×\u00a03 filters");
    expect(html).toContain("<code>25 %</code>");
  });

  it("gives headings ids and links to themselves, and lists those of depth 2 and 3", () => {
    const { html, headings } = render("## Why $F(x)$?\n\n### Own id {#own}\n\n#### Deeper\n\n## Why $F(x)$?");
    expect(headings).toEqual([
      { depth: 2, id: "why-f-x", text: "Why F(x)?" },
      { depth: 3, id: "own", text: "Own id" },
      { depth: 2, id: "why-f-x-1", text: "Why F(x)?" },
    ]);
    expect(html).toContain('<a class="permalink" href="#own"');
  });

  it("marks links that leave the site", () => {
    const { html } = render("[out](https://arxiv.org) and [in](/about)");
    expect(html).toContain('<a href="https://arxiv.org" rel="external noopener">out</a>');
    expect(html).toContain('<a href="/about">in</a>');
  });

  it("puts a footnote beside the block that refers to it, once", () => {
    const { html } = render("One[^a].\n\n- two[^b]\n- again[^a]\n\nEnd.\n\n[^a]: Note *a*.\n[^b]: Note b.\n");
    const order = [...html.matchAll(/<p>One|<aside|<ul>|<\/ul>|<p>End/g)].map(([mark]) => mark);
    expect(order).toEqual(["<p>One", "<aside", "<ul>", "</ul>", "<aside", "<p>End"]);
    expect(html).toContain('<a href="#fn1" id="fnref1" aria-describedby="fn1" data-card="fn1">1</a>');
    expect(html).toContain('<aside class="sidenote" id="fn1" role="note">');
    expect(html).not.toContain("footnotes");
  });

  it("stacks the notes of one paragraph, so that the gutter leaves no hole in the text", () => {
    const { html } = render("Two.[^a] More.[^b]\n\nNext.[^c]\n\n[^a]: A\n\n[^b]: B\n\n[^c]: C");
    expect(html.match(/<div class="sidenotes">/g)).toHaveLength(1);
    expect(html).toMatch(/<div class="sidenotes">\s*<aside [^>]*id="fn1".*<aside [^>]*id="fn2".*<\/div>\s*<p>Next/s);
    expect(html).toMatch(/<\/p>\s*<aside [^>]*id="fn3"/);
  });

  it("numbers figures and lets links name them", () => {
    const { html } = render(
      ':::figure{#fig-a caption="**Bold** $x$"}\nText\n:::\n\nSee [](#fig-a) and [this](#fig-a).',
    );
    expect(html).toMatch(/<figure class="figure" id="fig-a">\s*<p>Text<\/p>\s*<figcaption>Figure 1\. <strong>Bold/);
    expect(html).toContain('<a href="#fig-a">Figure 1</a> and <a href="#fig-a">this</a>');
  });

  it("builds asides and details, also with equal colons inside each other", () => {
    const { html } = render(':::details{summary="More" open}\n:::aside{.wide}\nIn\n:::\nOut\n:::\n');
    expect(html.replace(/\n/g, "")).toBe(
      '<details class="more" open=""><summary>More</summary>' +
        '<aside class="sidenote wide" role="note"><p>In</p></aside><p>Out</p></details>',
    );
  });

  it("knows which rows of the ledger it places", () => {
    const chapter = render(
      'Text {rows="R8 R9"}\n\n- item\n{data-claim="D5"}\n\n:::aside{rows=V1}\nx\n:::\n\nAgain {rows="R8"}\n\n`data-rows="X1"`',
    );
    expect(placedRows(chapter)).toEqual(["R8", "R9", "D5", "V1"]);
  });
});
