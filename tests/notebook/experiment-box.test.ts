import { describe, expect, it } from "vitest";
import { placedRows } from "../../src/notebook/ledger-rows.ts";
import { fence, render } from "./chapter-text.ts";

const attributes =
  '#E-D1 question="How far behind?" rows="D1 D4" badge=reproduced source="He et al. 2015, Fig. 6" measure="the gap" at-least=0.3';
const body = `::::experiment{${attributes}}
Deeper plain nets train *worse*.

${fence("1", "id=run")}
${fence('verdict("E-D1", [1])', "id=judged")}
:::limits
Not ImageNet.
:::
::::
`;

describe("an experiment's box", () => {
  const chapter = render(body);
  const html = chapter.html.replace(/<notebook-cell data-cell="(.*?)".*?<\/notebook-cell>/gs, "<cell $1>");

  it("is collected with its threshold", () => {
    expect(chapter.claims).toEqual([
      {
        id: "E-D1",
        question: "How far behind?",
        guess: {
          kind: "choice",
          choices: [
            { words: "0.3 or more", atLeast: 0.3 },
            { words: "between 0 and 0.3" },
            { words: "0 or less", atMost: 0 },
          ],
        },
        rows: ["D1", "D4"],
        badge: "reproduced",
        source: "He et al. 2015, Fig. 6",
        measure: "the gap",
        atLeast: 0.3,
      },
    ]);
    expect(placedRows(chapter)).toEqual(["D1", "D4"]);
  });

  it("asks above, has the verdict's cell beside the figure, and folds the rest into one line below", () => {
    const marks =
      /experiment-facts|<p class="experiment-question".*?p>|experiment-figure|experiment-side|experiment-claim|<cell \w+>|<footer|class="(?:threshold|limits)"/g;
    expect(html.match(marks)).toEqual([
      "experiment-facts",
      '<p class="experiment-question" id="question-E-D1">How far behind?</p>',
      ...["experiment-figure", "<cell run>", "experiment-side", "experiment-claim", "<cell judged>"],
      ...["<footer", 'class="threshold"', 'class="limits"'],
    ]);
    expect(html).toContain('<section class="experiment wide" id="E-D1" data-rows="D1 D4" data-claim="E-D1"');
    expect(html).toContain("He et al. 2015, Fig. 6 · Evidence: run here");
    expect(html).toContain("What this does not show");
    expect(render(body.replace(fence("1", "id=run"), "")).html).toContain('class="experiment wide verdict-only"');
  });

  it("states measure and threshold in words", () => {
    expect(html).toContain("Holds where the gap is at least 0.3 for every seed; fixed before any run.");
    const seen = render(body.replace("at-least=0.3", "after-trials at-least=0.3"));
    expect(seen.html).toContain("at least 0.3 for every seed; fixed after trials with these seeds.");
    const moved = render(body.replace("at-least=0.3", 'after-trials="seed 7 failed." at-least=0.3'));
    expect(moved.html).toContain("at least 0.3 for every seed; moved after trials.");
    expect(moved.html).toContain('<p class="experiment-reason">Why it was moved: seed 7 failed.</p>');
    expect(html).not.toContain("experiment-reason");
    const derived = render(body.replace("badge=reproduced", "badge=derived"));
    expect(derived.html).toContain("is at least 0.3; fixed before any run.");
    const small = render(body.replace("at-least=0.3", "by-sign"));
    expect(small.html).toContain(
      "is above 0 for four of five seeds: an effect that differs much from seed to seed, judged by its sign; fixed before",
    );
    expect(small.claims[0]).toMatchObject({ bySign: true, atLeast: 0 });
    expect(() => render(body.replace("at-least=0.3", "by-sign at-least=0.3"))).toThrow("both by-sign and at-least");
    const quotient = render(body.replace("at-least=0.3", "quotient at-least=0.3"));
    expect(quotient.claims[0]).toMatchObject({ quotient: true });
    const atMost = render(body.replace("at-least=0.3", "at-most=1e-6"));
    expect(atMost.html).toContain("is at most 0.000001 for every seed");
    expect(atMost.claims[0]).toMatchObject({ atMost: 0.000001 });
  });

  it("may have its attributes on several lines", () => {
    expect(render(body.replace(' source="', '\n  source="')).claims[0]?.source).toBe("He et al. 2015, Fig. 6");
  });
});

describe("what readers guess", () => {
  const asking = (guess: string, cell = "1") =>
    render(body.replace("rows=", `${guess} rows=`).replace(fence("1", "id=run"), fence(cell, "id=run")));
  const refusal = (guess: string, cell?: string) => () => asking(guess, cell);

  it("is one of a few answers, each with the effects that it stands for", () => {
    const { claims } = asking('choices="up: >= 0.1 | level, say | a bit down: -0.5..-1e-2 | far down: <= -0.5"');
    expect(claims[0]?.guess).toEqual({
      kind: "choice",
      choices: [
        { words: "up", atLeast: 0.1 },
        { words: "level, say" },
        { words: "a bit down", atLeast: -0.5, atMost: -0.01 },
        { words: "far down", atMost: -0.5 },
      ],
    });
  });

  it("is the end of the curve that the box's chart leaves out", () => {
    const { claims, html } = asking("guess=number", 'curves(runs, {asks: "plain-56", smooth: 3})');
    expect(claims[0]?.guess).toEqual({ kind: "number", arm: "plain-56", last: 50 });
    expect(html).toContain('data-guess="number"');
  });

  it("is compared with the mean of as many last steps as the verdict takes", () => {
    const chart = 'curves(runs, {asks: "plain-56", smooth: 3})';
    const judged = 'verdict("E-D1", finalLoss(runs, "plain-56", {last: 10}))';
    const { claims } = render(
      body
        .replace("at-least=0.3", "at-least=0.3 guess=number")
        .replace(fence("1", "id=run"), fence(chart, "id=run"))
        .replace('verdict("E-D1", [1])', judged),
    );
    expect(claims[0]?.guess).toEqual({ kind: "number", arm: "plain-56", last: 10 });
  });

  it.each([
    ["nothing left out", "guess=number", /E-D1 asks for a number, and no chart in it leaves anything out\. Give/],
    ["unknown kind", "guess=bet", /guess=bet is not known\. Try guess=number or guess=choice/],
    ["number with choices", 'guess=number choices="a: >= 1 | b"', /asks for a number and has choices\. Leave/],
    ["one choice", 'choices="a"', /choices of E-D1 are not two or more\. Write choices=/],
    ["two for the rest", 'choices="a | b"', /do not have one for all other effects\. Leave exactly one/],
    ["none for the rest", 'choices="a: >= 0 | b: <= 0"', /do not have one for all other effects/],
    ["the same words", 'choices="a: >= 1 | a"', /say the same twice/],
    ["overlapping ranges", 'choices="a: >= 0 | b: -1..1 | c"', /overlap\. Let each range begin where another ends/],
    ["a range the wrong way round", 'choices="a: 1..0 | b"', /no effect lies in\. Write the smaller number first/],
  ])("is refused, with file and line: %s", (_, guess, message) => {
    expect(refusal(guess)).toThrow(message);
    expect(refusal(guess)).toThrow("chapters/02-test.md:7:");
  });

  it("asks, and the question is one", () => {
    expect(() => render(body.replace("How far behind?", "Deeper is worse."))).toThrow(/the question of E-D1 is none/);
    expect(() => render(body.replace('question="How far behind?"', ""))).toThrow(
      /E-D1 has no question\. Add question=/,
    );
  });
});

describe("an exercise box", () => {
  const opening = ':::exercise{#c2-a title="A block" points=4 kind=code defines=block timeout=5}\nWrite it.\n\n';
  const check = 'check name="shape" points=2 hint="Look at it again."';
  const write = (checkSource: string, starter = "const block = 1;") =>
    render(`${opening}${fence(starter, "starter")}\n${fence(checkSource, check)}:::\n`);

  it("shows its prompt, and its starter as a cell that the learner edits", () => {
    const { html, cells } = write("block === 1");
    expect(cells).toMatchObject([{ id: "c2-a", source: "const block = 1;", run: "auto", code: "shown", line: 11 }]);
    expect(html).toContain('<section class="exercise" id="c2-a" data-exercise="c2-a"');
    expect(html).toContain("Exercise: <strong>A block</strong>, 4 points");
    expect(html).toContain('<notebook-cell data-cell="c2-a"');
    expect(html).toContain('<div class="exercise-outcome"></div>');
    expect(html).not.toContain("===");
  });

  it("keeps its checks as data", () => {
    const { exercises } = write("block === 1");
    expect(exercises).toMatchObject([
      {
        ...{ id: "c2-a", kind: "code", points: 4, defines: ["block"], timeoutSeconds: 5, line: 7 },
        ...{ starter: "const block = 1;\n", cell: "c2-a" },
        checks: [{ name: "shape", points: 2, hint: "Look at it again.", source: "block === 1\n", line: 15 }],
      },
    ]);
    expect(exercises[0]?.checks[0]?.compiled.inputs).toEqual(["block"]);
  });

  it("is refused where a check is no expression, or the starter does not define what is asked for", () => {
    expect(() => write("const right = block === 1;")).toThrow(/a check is no expression/);
    expect(() => write("block === 1", "const other = 1;")).toThrow(/does not define block/);
  });
});

describe("what gives an outcome away", () => {
  const places = (marked: string) => render(`${body}\n${marked}`).html;

  it.each([
    ["paragraph", 'It lags.{data-after="E-D1"}\n', '<p data-after="E-D1">It lags.</p>'],
    ["value in a sentence", 'It is ${1 + 1}{data-after="E-D1"} higher.\n', 'data-after="E-D1">…</inline-cell> higher.'],
    ["table", '| a |\n| - |\n| b |\n\n{data-after="E-D1"}\n', '<table data-after="E-D1">'],
    ["formula", '$$ x = 2 $$ {#eq-x data-after="E-D1"}\n', '<div class="equation" id="eq-x" data-after="E-D1">'],
    ["cell", fence("2", 'id=b data-after="E-D1"'), '<notebook-cell data-cell="b" id="cell-b" data-after="E-D1"'],
    ["box", ':::aside{data-after="E-D1"}\nSo.\n:::\n', '<aside class="sidenote" data-after="E-D1"'],
    ["item of a list", '- One.{data-after="E-D1"}\n', '<li data-after="E-D1">'],
  ])("says after whose guess it is shown: %s", (_, marked, html) => {
    expect(places(marked)).toContain(html);
  });

  it("names an experiment of the chapter, or is refused", () => {
    expect(() => places('It lags.{data-after="E-D2"}\n')).toThrow(
      /:23: data-after names "E-D2", which is no experiment\. Experiments of this chapter are E-D1\./,
    );
    expect(() => places('It is ${1}{data-after="E-D1 E-X"}.\n')).toThrow(/data-after names "E-X"/);
  });
});
