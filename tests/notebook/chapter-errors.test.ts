import { describe, expect, it } from "vitest";
import { CourseError } from "../../src/core/errors.ts";
import { ChapterError } from "../../src/notebook/chapter-error.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { fence, front, render } from "./chapter-text.ts";

function failureOf(text: string, file = "chapters/02-test.md"): string {
  try {
    renderChapter(text, { file });
  } catch (error) {
    expect(error).toBeInstanceOf(ChapterError);
    expect(error).toBeInstanceOf(CourseError);
    if (error instanceof ChapterError) return error.message;
  }
  throw new Error("no error");
}

const claim = '#E-D1 question="Is it?" rows=D1 badge=reproduced source=S measure="m"';

describe("a mistake in a chapter names file, line and what to do", () => {
  it.each([
    ["unknown container", "\n:::clam{#x}\n:::\n", 8, /there is no container "clam"\. Try :::experiment/],
    ["unclosed container", "a\n\n:::aside\nb\n", 9, /the box :::aside is not closed/],
    ["wrong nesting", ":::aside\n:::details\n::::\n:::\n", 7, /the box :::aside is not closed/],
    ["stray end", "a\n\n:::\n", 9, /closes nothing/],
    ["unclosed fence", "a\n\n```js\n1\n\nb\n", 9, /the code fence is not closed/],
    ["unclosed fence in a box", ":::aside\n```js\n1\n:::\n", 8, /the code fence is not closed/],
    [
      "explanation outside an exercise",
      "a\n\n:::explanation\nb\n:::\n",
      9,
      /:::explanation stands in no exercise\. Move it/,
    ],
    ["limits outside an experiment", "a\n\n:::limits\nb\n:::\n", 9, /:::limits stands in no experiment\. Move it/],
    [
      "explanation in a box of the exercise",
      ':::::exercise{#e title="t"}\n::::details{summary="S"}\n:::explanation\nx\n:::\n::::\n:::::\n',
      9,
      /:::explanation stands in a box :::details, not directly in an exercise/,
    ],
    ["attributes without braces", ":::aside rows=D1\nx\n:::\n", 7, /do not stand in braces/],
    ["unknown attribute of a box", ":::aside{row=D1}\nx\n:::\n", 7, /:::aside does not understand "row"\. Try rows=…/],
    ["duplicate cell id", `${fence("1", "id=a")}\n${fence("2", "id=a")}`, 11, /the cell id a is taken by line 8/],
    ["name defined twice", `${fence("const x = 1")}\n${fence("const x = 2", "id=b")}`, 8, /x is defined by 2 cells/],
    ["circular definition", `${fence("const x = y")}\n${fence("const y = x")}`, 8, /x needs y needs x/],
    ["cell that does not compile", `a\n\n${fence("1;\n\nx = 2")}`, 12, /at column 1\. x is not declared/],
    ["inline cell that does not compile", "a\nb ${x = 1}\n", 8, /x is not declared/],
    ["unreadable inline expression", "a\nb ${x\n", 8, /the inline expression "\$\{x" cannot be read/],
    ["unknown fence attribute", fence("1", "runs=manual"), 7, /a js fence does not understand "runs".*run=…/],
    ["unknown fence value", fence("1", "run=later"), 7, /run=later is not known\. Try run=auto or run=manual/],
    ["braces on a fence", fence("1", "{run=manual}"), 7, /a js fence does not understand/],
    ["ts cell that does not compile", fence("let a: number;\nlet b: = 1", "", "ts"), 9, /This is not TypeScript/],
    ["claim without threshold", `:::experiment{${claim}}\nS\n:::\n`, 7, /E-D1 has no threshold\. Give exactly one/],
    [
      "claim with two thresholds",
      `:::experiment{${claim} at-least=1 at-most=2}\nS\n:::\n`,
      7,
      /has both at-least and at-most/,
    ],
    ["threshold that is no number", `:::experiment{${claim} at-least=some}\nS\n:::\n`, 7, /at-least must be a number/],
    [
      "bad badge",
      `:::experiment{${claim.replace("reproduced", "shown")} at-least=1}\nS\n:::\n`,
      7,
      /badge=shown is not known/,
    ],
    [
      "claim without statement",
      `:::experiment{${claim} at-least=1}\n${fence("1")}:::\n`,
      7,
      /does not begin with its claim/,
    ],
    [
      "claim without source",
      `:::experiment{${claim.replace("source=S", "")} at-least=1}\nS\n:::\n`,
      7,
      /has no source/,
    ],
    [
      "duplicate claim id",
      `:::experiment{${claim} at-least=1}\nS\n:::\n`.repeat(2),
      10,
      /the id E-D1 is taken already, in line 7/,
    ],
    ["id given twice", "## One {#x}\n\nText {#x}\n", 9, /the id x is given twice/],
    ["broken formula", "a\n\nb $\\frac{1$ c\n", 9, /the formula/],
    ["formula without end", "$$\nx\n", 7, /the formula is not closed/],
    ["prose in braces", "the set {1, 2}\n", 7, /in braces is not an attribute/],
    ["link to nothing", "a\n\n[b](#nowhere)\n", 9, /nothing in this chapter has the id nowhere/],
    ["second title", "# Title\n", 7, /depth 1/],
  ])("%s", (_name, body, line, message) => {
    const text = failureOf(front + body);
    expect(text).toMatch(message);
    expect(text).toMatch(new RegExp(`^chapters/02-test\\.md:${line}: [^\\n]*\\. [^\\n]*\\.$`));
  });
});

describe("front matter", () => {
  it.each([
    ["missing", "# Hello", 1, /the front matter is missing/],
    ["without a title", front.replace("title: Test\n", ""), 1, /title/],
    ["with a word for a number", front.replace("minutes: 5", "minutes: five"), 5, /minutes/],
    ["with an unknown key", front.replace("minutes: 5", "minutes: 5\nauthor: x"), 6, /author/],
    ["that is not YAML", front.replace("title: Test", "title: a: b"), 2, /not YAML/],
  ])("%s is refused at its line", (_name, text, line, message) => {
    const failure = failureOf(text);
    expect(failure).toMatch(message);
    expect(failure).toContain(`chapters/02-test.md:${line}:`);
  });

  it("must agree with the file's name", () => {
    expect(failureOf(front, "chapters/03-test.md")).toMatch(/Name the file 02-some-words\.md/);
  });
});

it("colons in a code fence open and close nothing", () => {
  expect(render(`:::aside\n${fence(":::\n:::experiment", "", "text")}:::\n`).html).toContain(":::experiment");
});
