import type { ChosenExercise } from "./chosen-exercise.ts";

/** Shorter pieces of code and text stand in many places. */
const tellingCharacters = 24;

/** A string that may stand nowhere in public, with where it comes from. */
export interface Canary {
  readonly words: string;
  readonly source: string;
}

/**
 * What of an exercise's key could be looked for in public files: lines of the solution and of modules, expected values, criteria.
 * What the learner starts from is public, and so are prompts and options.
 * @param modules texts of the files that its checks name
 */
export function canariesOf(
  { item, exercise, solution }: ChosenExercise,
  modules: readonly string[],
): readonly Canary[] {
  const open = linesOf(exercise.starter ?? "");
  const lines = (text: string, source: string): Canary[] => {
    return linesOf(text)
      .filter((words) => !open.includes(words))
      .map((words) => ({ words, source }));
  };
  const expected = item.hidden.flatMap((check) => (check.kind === "calls" ? check.calls : []));
  return [
    ...lines(solution ?? "", "its solution"),
    ...modules.flatMap((text) => lines(text, "a module of its checks")),
    ...expected.flatMap((call) => lines(JSON.stringify(call.expected), "a value that a check expects")),
    ...item.hidden.flatMap(({ name }) => lines(name, "the name of a hidden check")),
    ...item.rubric.flatMap(({ words }) => lines(words, "its rubric")),
  ].filter(({ words }) => words.length >= tellingCharacters);
}

/** Imports say what a module uses, which is no secret. */
function linesOf(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== "" && !line.startsWith("import "));
}
