import type { Graded, GradedExercise } from "../verdicts/graded.ts";

/** Checks that are hidden and have points: with `hidden`, Gradescope would leave them out of the student's total. */
const visibility = "after_published";

/**
 * A result in the form that Gradescope's autograder reads.
 * @param found what the grader found, which is kept in `extra_data`: a person's grades can be taken back
 */
export function gradescopeResults(graded: Graded, found: Graded): object {
  const { score, problem, late, seconds, exercises } = graded;
  return {
    ...(score === null ? {} : { score }),
    execution_time: Math.round(seconds),
    output: [problem, late].filter((words) => words !== null).join("\n"),
    output_format: "text",
    visibility,
    stdout_visibility: "hidden",
    extra_data: found,
    tests: exercises.flatMap(testsOf),
  };
}

/** One line for an answer; its checks have no points of their own there, since an answer earns its points by their share. */
function testsOf({ id, possible, earned, status, words, checks }: GradedExercise, at: number): object[] {
  const passed = checks.filter(({ outcome }) => outcome === "passed").length;
  const counted = checks.length > 0 ? `${passed} of ${checks.length} hidden checks passed.` : "";
  return [
    {
      ...(earned === null ? {} : { score: earned }),
      max_score: possible,
      status: earned === null || earned < possible ? "failed" : "passed",
      name: id,
      name_format: "text",
      number: String(at + 1),
      output: [words, counted].filter((text) => text !== "").join(" "),
      output_format: "text",
      tags: [status],
      visibility,
    },
  ];
}
