/**
 * Exports that rewrite what they only hand on: formulas, code, tags and addresses that look like the course's own
 * Markdown, values that look like Markdown, and outputs that go missing. What means itself stays as it is, byte by byte.
 */
import { describe, expect, it, test } from "vitest";
import { toIpynb, type MediaBundle } from "../../src/export/to-ipynb.ts";
import { toPyTorch } from "../../src/export/to-pytorch.ts";
import { plainMlp } from "../../src/models/mlp.ts";
import { toMarkdown } from "../../src/export/to-markdown.ts";
import { readParts } from "../../src/export/verbatim-parts.ts";
import { fence, front, render } from "../notebook/chapter-text.ts";
import { findNotebookProblems } from "../export/nbformat.ts";
import { readerChapter } from "../export/reader-chapter.ts";

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly source: readonly string[];
    readonly outputs?: unknown;
  }[];
}

function exportCells(
  body: string,
  outputs: ReadonlyMap<string, readonly MediaBundle[]> = new Map(),
): Notebook["cells"] {
  const text = toIpynb(front + body, readerChapter(render(body)), outputs);
  expect(findNotebookProblems(text)).toEqual([]);
  return (JSON.parse(text) as Notebook).cells;
}

/** The prose of a notebook made of a text without cells. */
function proseOf(body: string, ...values: readonly string[]): string {
  const outputs = new Map(values.map((value, at) => [`inline-${at + 1}`, [{ "text/plain": value }]] as const));
  return exportCells(body, outputs)[1]?.source.join("") ?? "";
}

const same: readonly (readonly [what: string, text: string])[] = [
  ["an exponent", "So $10^{.5}$ is it."],
  ["a subscript", "And $x_{.1}$ or $y_{.a b}$ too."],
  ["a formula with words in brackets", "The set $[[a]]$ and $a[^2]$ here."],
  ["a formula over two lines", "Long $a +\nb^{.5}$ formula."],
  ["an equation", "$$\n\\sum_{.1}^{.n} [[x]] [^1]\n$$"],
  ["an equation in one line", "$$ 10^{.5} $$"],
  ["an equation in a list", "- item\n\n  $$ 10^{.5} $$"],
  ["an equation in a quotation", "> $$ 10^{.5} $$"],
  ["code", "Write `{.class}` and `[[seeds]]` and `a[^1]` here."],
  ["code in two backticks", "Write ``a ` {.b}`` here."],
  ["code with a dollar", "Write `$x` or `cost$` here."],
  ["code with an expression", "Write `${n}` here."],
  ["a formula like an expression in code", "Write `$10^{.5}$` here."],
  ["a static fence", "```text\n{.a} [[seeds]] [^1] $5\n:::\n\n\n${n}\n```"],
  ["a fence of tildes", "~~~text\n{.a}\n```\n{.b}\n~~~"],
  ["a fence in a list", "- item\n\n  ```text\n  {.a} [[seeds]]\n  ```"],
  ["code by four spaces", "Text.\n\n    {.a} [[seeds]] $x"],
  ["a link's address", "See [there](https://example.org/a_(b)_{.c}?d=[[e]])."],
  ["an address", "See <https://example.org/{.c}>."],
  ["a comment", "Text <!-- {.a} ${n} [[seeds]] --> goes on."],
  ["a tag", 'Text <a href="https://example.org/{.c}">goes</a> on.'],
  ["escapes", "Costs \\$5 and \\{.a} and \\[^1]."],
];

describe("prose in a notebook stays as it is:", () => {
  it.each(same)("%s", (_, text) => expect(proseOf(`${text}\n`)).toBe(text));
  it.each(same)("%s, in Markdown", (_, text) => {
    const body = `${text}\n\n\${1 + 1}\n`;
    expect(toMarkdown(front + body, readerChapter(render(body)))).toBe(front + body);
  });
});

describe("prose in a notebook is changed", () => {
  it("beside what stays", () => {
    const body = "A **word**{.new} with $10^{.5}${.b}, `code`{.c}[^n] and [[seeds]].\n\n[^n]: See $x_{.5}$.\n";
    expect(proseOf(body)).toBe(
      "A **word** with $10^{.5}$, `code` \\[n\\] and [seeds](https://course.example/glossary/#seed).\n\n- \\[n\\] See $x_{.5}$.",
    );
  });

  it("where a dollar is money, which notebooks would take for a formula", () => {
    expect(proseOf("From $5 to $10 it is $x$.\n")).toBe("From \\$5 to \\$10 it is $x$.");
  });

  it("where a value stands, whose signs mean nothing", () => {
    const values = ["$5", "a_b*c*", "[x](y)", "<b>", "`1|2`"];
    const body = `${values.map((_, at) => `\${${at}}`).join(" and ")}.\n`;
    expect(proseOf(body, ...values)).toBe("\\$5 and a\\_b\\*c\\* and \\[x\\](y) and \\<b\\> and \\`1\\|2\\`.");
  });

  it("where an expression is one, and not where code shows the same", () => {
    expect(proseOf("`${n}` is ${n}, and $`${n}`$.\n\n```text\n${n}\n```\n", "7")).toContain("`${n}` is 7, and");
  });

  it("by formulas that a value is", () => {
    const outputs = new Map([["inline-1", [{ "text/plain": "$x_1$", "text/markdown": "$x_1$" }]]]);
    expect(exportCells("It is ${1}.\n", outputs)[1]?.source).toEqual(["It is $x_1$."]);
  });
});

test("the top of a notebook says that its kernel has none of the course's functions", () => {
  const [title] = exportCells("Text.\n");
  expect(title?.source.join("")).toMatch(
    /> The code runs on that page.*A JavaScript kernel has none of the course's functions/,
  );
});

test("a cell that trains comes with its nets in PyTorch, each where it first comes up", () => {
  const [small, odd] = [plainMlp({ depth: 4 }), { ...plainMlp({ depth: 6 }), name: 'odd """ \\ `net` *x*' }];
  const body = `${fence("const a = 1;", "run=manual")}\n\n${fence("const b = 2;", "run=manual")}\n`;
  const nets = new Map([
    ["a", [small, odd, small]],
    ["b", [small]],
  ]);
  const text = toIpynb(front + body, readerChapter(render(body)), new Map(), nets);
  expect(findNotebookProblems(text)).toEqual([]);
  const sources = (JSON.parse(text) as Notebook).cells.map(({ source }) => source.join(""));
  const [, a = "", programs = "", , b] = sources;
  expect(a).toBe("const a = 1;");
  expect(programs).toContain("```python\n");
  expect(programs.split(toPyTorch(small).trimEnd())).toHaveLength(2);
  expect(programs).toContain('**odd """ \\\\ \\`net\\` \\*x\\***');
  expect(b).toMatch(/: as beside the cell `a`\.$/);
});

test("pixels are one text in base 64", () => {
  const outputs = new Map([["a", [{ "image/png": "iVBORw0KGgo=", "text/plain": "a picture" }]]]);
  const [, cell] = exportCells(`${fence("const a = 1;")}\n`, outputs);
  expect(cell?.outputs).toMatchObject([{ data: { "image/png": "iVBORw0KGgo=", "text/plain": ["a picture"] } }]);
});

test("the parts of a text are the text, whatever is left open in it", () => {
  for (const text of ["`a", "$x", "$$\nx", "```js\nx", "a ](b", "<!-- x", "\\", "${", "``a`", "$`$`", "<a", "]("])
    expect(
      readParts(`x ${text}\n${text}`)
        .map((part) => part.text)
        .join(""),
    ).toBe(`x ${text}\n${text}`);
});
