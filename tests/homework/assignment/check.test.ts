import { describe, expect, it } from "vitest";
import { readRoster } from "../../../src/homework/assignment/check-students.ts";
import { check, file } from "./small-course.ts";

const change = (from: string, to: string): string => {
  if (!file.includes(from)) throw new Error(`The sample has no ${from}.`);
  return file.replace(from, to);
};

/** What is said of a file in which one thing is changed, all of it. */
const said = (from: string, to: string, roster?: ReadonlySet<string>): string =>
  check(change(from, to), roster).problems.join("\n");
const refusal = (from: string, to: string): string => {
  try {
    check(change(from, to));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "nothing";
};

const more = (text: string): string => `${file}${text}`;

describe("an assignment is refused with its line, what is wrong and what would work", () => {
  it("but not where all is well", () => {
    expect(check(file).problems).toEqual([]);
  });

  it("where an exercise or chapter is unknown, a draft, or there twice", () => {
    expect(said("c1-sum\n", "c1-sun\n")).toMatch(
      /^a\.yaml, line 6: c1-sun: there is no such exercise. Did you mean c1-sum\?/,
    );
    expect(said("c1-sum\n", "c9-sum\n")).toContain("there is no chapter 9 with exercises");
    expect(said("c1-sum\n", "c3-later\n")).toContain("chapter 3 is a draft");
    expect(said("c1-scaled\n", "c1-sum\n")).toMatch(/line 12: c1-sum: it is there twice/);
    expect(said("due:", "chapters: [part-1, part-7]\ndue:")).toMatch(/line 3: there is no open chapter "part-7"/);
    expect(said("due:", "chapters: [part-3]\ndue:")).toContain('no open chapter "part-3"');
  });

  it("where numbers, names or parts are not what they should be", () => {
    expect(refusal("points: 3", "points: three")).toMatch(
      /^a\.yaml, line 13: exercises, 1, points: points must be a number/,
    );
    expect(refusal("points: 3", "points: .nan")).toContain("points must be a number");
    expect(refusal("points: 3", "points: -1")).toContain("line 13");
    expect(refusal("bonus: true", "bonus: maybe")).toContain("line 14");
    expect(refusal("solution: sum.js", "solutoin: sum.js")).toMatch(/line 7: "solutoin": there is no such part/);
    expect(refusal("assignment: week-1", "assignment: Week 1")).toMatch(/line 1: assignment: an id has small letters/);
    expect(refusal("title: Week 1", "title: [Week")).toMatch(/line \d: this is not YAML/);
    expect(refusal("due: 2026-12-14 23:59\n", "")).toContain("due must be a date");
    expect(refusal("    hidden: [{ name: its value", "    hidden: [{ name: its value, source: run()")).toContain(
      '"source"',
    );
  });

  it("where dates, late steps or students do not fit", () => {
    expect(said("timezone: Europe/Berlin\n", "")).toContain("a due date without a timezone is no date");
    expect(said("2026-12-14", "2026-02-30")).toMatch(/line 3: "2026-02-30 23:59" does not exist/);
    const late = "late: [{ hours: 48, keeps: 0.5 }, { hours: 24, keeps: 0.8 }]\ndue:";
    expect(said("due:", late)).toContain("the late steps are not in order");
    expect(said("due:", "late: [{ hours: null, keeps: 0.5 }, { hours: 24, keeps: 0.8 }]\ndue:")).toContain(
      "not in order",
    );
    const roster = readRoster("student,name\ns1,A\n17,B\n", "roster.csv");
    const students =
      "extensions: { s1: { due: 2026-13-01 }, s9: excused }\ngroups: [{ name: A, students: [s1, 17, s1] }]\ndue:";
    const problems = said("due:", students, roster);
    expect(problems).toContain('"2026-13-01" does not exist');
    expect(problems).toMatch(/line 3: s9 is not on the roster/);
    expect(problems).toMatch(/line 4: s1 is in two groups, or twice in one/);
    expect(problems).not.toContain("17 is not");
    expect(() => readRoster("name\nA\n", "r.csv")).toThrow(/no column "student"/);
    expect(() => readRoster("student\ns1\ns1\n", "r.csv")).toThrow(/line 3: s1 is there twice/);
  });

  it("where nothing hidden says what is right", () => {
    expect(said("    hidden: [{ name: its value, points: 1, calls: [{ of: scaled, expected: 60 }] }]\n", "")).toContain(
      "no hidden check",
    );
    expect(said("three numbers\n        points: 1", "three numbers\n        points: 0")).toContain(
      "no hidden check with points",
    );
    expect(said("    solution: sum.js\n", "")).toContain("it has no solution");
    expect(said("solution: sum.js", "solution: other.js")).toContain("there is no file other.js");
    expect(said("solution: sum.js", "solution: scaled.js")).toContain("scaled.js does not define sum");
    expect(said("    solution: sum.js", "    solution: sum.js\n    wrong: [none.js]")).toContain(
      "there is no file none.js",
    );
    expect(said("of: scaled", "of: scale")).toContain('"its value" asks for scale, which the answer does not define');
    expect(said("calls: [{ of: scaled, expected: 60 }]", "calls: [{ of: scaled }], module: m.ts")).toContain(
      "there is no file m.ts",
    );
    expect(
      said("calls: [{ of: scaled, expected: 60 }]", "calls: [{ of: scaled }], module: sum.js, atLeast: 1, slack: 0"),
    ).toContain("has no seeds");
  });

  it("where the key of a graded item is public", () => {
    expect(check(file.slice(0, file.indexOf("    variants:"))).problems.join()).toContain(
      "its key is public: chapter 1 and its page tell",
    );
    expect(check(`${file.slice(0, file.indexOf("    variants:"))}    points: 0\n`).problems).toEqual([]);
    expect(said("Which one is shorter?", "What is it?")).toContain(
      "the key of variant 1 is public: chapter 1 asks or answers the same",
    );
    expect(
      said(
        "[the short one, a long one, none], right: the short one",
        "[x, the identity shortcut], right: the identity shortcut",
      ),
    ).toContain("the key of variant 1 is public");
    expect(said("[[1, 2, 4]], expected: 7", "[[1, 2]], expected: 3")).toContain(
      '"three numbers" is not hidden: chapter 1 makes the same call',
    );
  });

  it("where a variant has no right option, one twice, or is of another kind", () => {
    expect(said("right: the short one", "right: the shortest one")).toContain("of variant 1 no option is right");
    expect(said("a long one, none", "none, none")).toContain('variant 1 offers "none" twice');
    expect(check(more("      - { prompt: How many?, number: 3, within: 0 }\n")).problems.join()).toContain(
      "variant 2 is not of the kind choice",
    );
    expect(refusal(", right: the short one", "")).toContain("a variant has prompt, options, right");
  });
});
