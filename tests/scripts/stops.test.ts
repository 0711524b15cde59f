import { describe, expect, it } from "vitest";
import { RecordingCode } from "../../scripts/recordings/recording-code.ts";
import { marksOf, planStops, staleStops, stopName } from "../../scripts/stops/planned-stops.ts";
import type { RecordedStop } from "../../src/course/recorded-stops.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

const front = `title: A chapter
number: 1
summary: What is recorded with knobs turned.
minutes: 1
stops:
  steps: [10, 30]
  kind: [gated]`;

const cells = `
## Section {#section}

\`\`\`js id=knobs
const steps = view(Inputs.range([1, 50], {value: 20}));
const seeds = view(Inputs.range([1, 5], {value: 3}));
\`\`\`

\`\`\`js id=kind
const kind = view(Inputs.select(["identity", "gated"]));
\`\`\`

\`\`\`js id=short run=manual
const short = steps * 2;
\`\`\`

\`\`\`js id=many run=manual
const many = seeds * 2;
\`\`\`

\`\`\`js id=later run=manual
const later = short + many + kind.length;
\`\`\`
`;

const read = (head = front, text = cells) => renderChapter(`---\n${head}\n---\n${text}`, { file: "chapters/01-a.md" });
const code = new RecordingCode();

const recorded = (chapter = read()) =>
  new Map(
    planStops(chapter).flatMap(({ knob, at, cells }) =>
      cells.map(({ id: cell }): readonly [string, RecordedStop] => {
        const made = { published: 20, date: "2026-01-31", device: "a test", engine: "none", seconds: 1, value: 7 };
        const marks = marksOf(chapter, { cell, value: 7 }, code);
        return [stopName(cell, { knob, at }), { cell, knob, at, ...made, ...marks }];
      }),
    ),
  );

describe("a chapter's stops", () => {
  it("are recorded of the manual cells that follow from the knob, and of no others of its cell", () => {
    expect(planStops(read()).map(({ knob, at, cells }) => [knob, at, cells.map(({ id }) => id).join()])).toEqual([
      ["steps", 10, "short,later"],
      ["steps", 30, "short,later"],
      ["kind", "gated", "later"],
    ]);
  });

  it("are as they should be right after they were recorded", () => {
    expect(staleStops(read(), recorded(), code)).toEqual([]);
  });

  it("are missed by their files, with the command that makes them", () => {
    const stops = recorded();
    stops.delete("later.steps.30.json");
    expect(staleStops(read(), stops, code)).toEqual([
      "public/recordings/a/stops/later.steps.30.json is missing. Record it: npm run record -- --stops --chapter a --cell later",
    ]);
  });

  it("are named where a cell that they follow from has changed, or the code", () => {
    const changed = read(front, cells.replace("steps * 2", "steps * 3"));
    expect(staleStops(changed, recorded(), code).join("\n")).toMatch(
      /^(public\S+(short|later)\S+ was recorded with other cells\. Renew it: .*\n?){5}$/,
    );
    const others = new Map([...recorded()].map(([name, stop]) => [name, { ...stop, code: "0".repeat(16) }]));
    expect(staleStops(read(), others, code)).toHaveLength(5);
    expect(staleStops(read(), others, code)[0]).toMatch(/other code/);
  });

  it("are named where nothing asks for them any more", () => {
    const fewer = read(front.replace("[10, 30]", "[10]"));
    expect(staleStops(fewer, recorded(), code)).toEqual([
      expect.stringMatching(/short\.steps\.30\.json is asked for by nothing/),
      expect.stringMatching(/later\.steps\.30\.json is asked for by nothing/),
    ]);
  });

  it("have to be of knobs that something follows from", () => {
    expect(() => planStops(read(front.replace("kind:", "sort:")))).toThrow(
      /stops of a: no manual cell follows from "sort"/,
    );
  });

  it("have to be lists of numbers, texts or truth values", () => {
    expect(() => read(front.replace("[10, 30]", "10"))).toThrow(/chapters\/01-a\.md:6: front matter, stops/);
  });
});
