import { describe, expect, it } from "vitest";
import { placedRows } from "../../src/notebook/ledger-rows.ts";
import { fence, render } from "./chapter-text.ts";

const attributes = '#E-D1 rows="D1 D4" badge=reproduced source="He et al. 2015, Fig. 6" measure="the gap" at-least=0.3';
const body = `::::claim{${attributes}}
Deeper plain nets train *worse*.

${fence("1", "id=run")}
:::limits
Not ImageNet.
:::
::::
`;

describe("a claim box", () => {
  const chapter = render(body);
  const html = chapter.html.replace(/<notebook-cell.*?<\/notebook-cell>/s, "<cell>");

  it("is collected with its threshold", () => {
    expect(chapter.claims).toEqual([
      {
        id: "E-D1",
        rows: ["D1", "D4"],
        badge: "reproduced",
        source: "He et al. 2015, Fig. 6",
        measure: "the gap",
        atLeast: 0.3,
      },
    ]);
    expect(placedRows(chapter)).toEqual(["D1", "D4"]);
  });

  it("shows header, statement, bet, threshold, cells and limits in this order", () => {
    const marks = /claim-header|claim-statement"|claim-bet|claim-threshold|<cell>|class="limits"/g;
    expect(html.match(marks)).toEqual([
      "claim-header",
      'claim-statement"',
      "claim-bet",
      "claim-threshold",
      "<cell>",
      'class="limits"',
    ]);
    expect(html).toContain('<section class="claim" id="E-D1" data-rows="D1 D4" data-claim="E-D1"');
    expect(html).toContain("What this does not show");
  });

  it("states measure and threshold in words", () => {
    expect(html).toContain("Holds where the gap is at least 0.3 for every seed; fixed before any run.");
    const seen = render(body.replace("at-least=0.3", "after-trials at-least=0.3"));
    expect(seen.html).toContain("at least 0.3 for every seed; fixed after trials with these seeds.");
    const moved = render(body.replace("at-least=0.3", 'after-trials="seed 7 failed." at-least=0.3'));
    expect(moved.html).toContain("at least 0.3 for every seed; moved after trials.");
    expect(moved.html).toContain('<p class="claim-reason">Why it was moved: seed 7 failed.</p>');
    expect(html).not.toContain("claim-reason");
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

  it("asks for the reader's bet before the picture, with radio buttons of its own", () => {
    expect(html).toContain("<legend>Your bet, before the picture</legend>");
    expect(html.match(/name="bet-E-D1" value="(yes|no|unsure)"/g)).toHaveLength(3);
  });

  it("may have its attributes on several lines", () => {
    expect(render(body.replace(' source="', '\n  source="')).claims[0]?.source).toBe("He et al. 2015, Fig. 6");
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
