import { buildAssignment, type Parts } from "../../../src/homework/assignment/build-assignment.ts";
import { readAssignmentFile } from "../../../src/homework/assignment/assignment-file.ts";
import { checkExercises } from "../../../src/homework/assignment/check-exercises.ts";
import { checkStudents } from "../../../src/homework/assignment/check-students.ts";
import type { CourseChapter } from "../../../src/homework/assignment/chosen-exercise.ts";
import type { Key } from "../../../src/homework/assignment/key.ts";
import { renderChapter } from "../../../src/notebook/render-chapter.ts";

function chapter(number: number, body: string, more = ""): CourseChapter {
  const front = `---\ntitle: Chapter ${number}\nnumber: ${number}\nsummary: About ${number}.\nminutes: 10\n${more}---\n`;
  const text = `${front}\n${body}`;
  return { text, chapter: renderChapter(text, { file: `chapters/0${number}-part-${number}.md` }) };
}

const first = `
\`\`\`js
const base = 10;
\`\`\`

\`\`\`js
const scale = base * 2;
\`\`\`

:::exercise{#c1-sum points=4 kind=code defines=sum}
Add.

\`\`\`js starter
function sum(list) {
  return null;
}
\`\`\`

\`\`\`js check name="two numbers"
sum([1, 2]) === 3
\`\`\`
:::

:::exercise{#c1-scaled points=2 kind=code defines=scaled}
Scale the sum.

\`\`\`js starter
const scaled = null;
\`\`\`

\`\`\`js check name="it is a number"
typeof scaled === "number"
\`\`\`
:::

:::exercise{#c1-word points=1 kind=choice defines=word}
What is it?

\`\`\`js starter
const word = choices("It is called", {a: "the residual branch", b: "the identity shortcut"});
\`\`\`

\`\`\`js check name="the word"
word === "b"
\`\`\`
:::
`;

/** Two open chapters, one of them with exercises, and a draft. */
const course: readonly CourseChapter[] = [
  chapter(1, first),
  chapter(2, "Words.\n"),
  chapter(3, ":::exercise{#c3-later points=1 kind=text}\nSay it.\n:::\n", "draft: true\n"),
];

export const file = `assignment: week-1
title: Week 1
due: 2026-12-14 23:59
timezone: Europe/Berlin
exercises:
  - exercise: c1-sum
    solution: sum.js
    hidden:
      - name: three numbers
        points: 1
        calls: [{ of: sum, args: [[1, 2, 4]], expected: 7 }]
  - exercise: c1-scaled
    points: 3
    bonus: true
    solution: scaled.js
    hidden: [{ name: its value, points: 1, calls: [{ of: scaled, expected: 60 }] }]
  - exercise: c1-word
    variants:
      - { prompt: Which one is shorter?, options: [the short one, a long one, none], right: the short one }
`;

const files: Readonly<Record<string, string>> = {
  "sum.js": "function sum(list) {\n  return list.reduce((total, each) => total + each, 0);\n}",
  "scaled.js": "const scaled = sum([1, 2]) * scale;",
};

/** All that is wrong with an assignment, and what it is made of. */
export function check(
  text: string,
  roster: ReadonlySet<string> | null = null,
): Parts & { readonly problems: readonly string[] } {
  const read = readAssignmentFile(text, "a.yaml");
  const { chosen, problems } = checkExercises(read, course, (path) => files[path] ?? null);
  const { dates, problems: others } = checkStudents(read, roster);
  return { assignment: read.assignment, dates, chosen, problems: [...problems, ...others] };
}

export async function build(text: string): Promise<Key> {
  return buildAssignment(check(text));
}
