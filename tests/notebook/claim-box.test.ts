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

it("an exercise box shows its prompt and starter and keeps its fences as data", () => {
  const { html, cells, exercises } = render(
    `:::exercise{#c2-a points=4 kind=code defines=block timeout=5}\nWrite it.\n\n${fence("const block = 1;", "starter")}\n` +
      `${fence("block === 1", 'check name="shape" points=2')}:::\n`,
  );
  expect(cells).toEqual([]);
  expect(exercises).toEqual([
    {
      id: "c2-a",
      kind: "code",
      points: 4,
      defines: ["block"],
      timeoutSeconds: 5,
      starter: "const block = 1;\n",
      checks: [{ name: "shape", points: 2, source: "block === 1\n", line: 15 }],
      line: 7,
    },
  ]);
  expect(html).toContain('<section class="exercise" id="c2-a" data-exercise="c2-a"');
  expect(html).toContain("Exercise, 4 points");
  expect(html).toContain('<pre class="exercise-starter">');
  expect(html).not.toContain("===");
});
