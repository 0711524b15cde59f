import { expect, it } from "vitest";
import { listExercises } from "../../src/course/exercise-list.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

const text = `---
title: One
number: 1
summary: One.
minutes: 20
---

${"Words of the chapter. ".repeat(200)}

::::exercise{#c1-long title="A *long* one & more" points=3 kind=text rows="V1 V2"}
${"Much to read. ".repeat(100)}

:::explanation
Why.
:::
::::

:::exercise{#c1-short points=1 kind=text}
Say it.
:::
`;

it("exercises are listed with title, rows, a share of the chapter's minutes, and the place where they stand", () => {
  const chapter = renderChapter(text, { file: "chapters/01-one.md" });
  const [long, short] = listExercises(chapter);
  expect(long).toMatchObject({
    id: "c1-long",
    title: "A long one &amp; more",
    rows: ["V1", "V2"],
    path: "one/#c1-long",
    points: 3,
  });
  expect(short).toMatchObject({ id: "c1-short", title: "c1-short", rows: [] });
  expect(long?.minutes).toBeGreaterThan(short?.minutes ?? 0);
  expect(short?.minutes).toBeGreaterThanOrEqual(1);
  expect((long?.minutes ?? 0) + (short?.minutes ?? 0)).toBeLessThan(20);
});
