import { nearestName } from "../../core/check-value.ts";
import { CourseError, refuse } from "../../core/errors.ts";
import { compileCell } from "../../notebook/compile-cell.ts";
import type { AssignmentItem, ReadAssignment } from "./assignment-file.ts";
import type { ChosenExercise, CourseChapter } from "./chosen-exercise.ts";
import { findPublicKeys } from "./public-keys.ts";

/** Reads a file of the assignment's folder; null where there is none. */
export type ReadPart = (path: string) => string | null;

export interface CheckedExercises {
  readonly chosen: readonly ChosenExercise[];
  /** Sentences with place and remedy. */
  readonly problems: readonly string[];
}

/** Finds an assignment's exercises in the course, and says what keeps them from being graded. */
export function checkExercises(
  { assignment, placeOf }: ReadAssignment,
  course: readonly CourseChapter[],
  readPart: ReadPart,
): CheckedExercises {
  const problems: string[] = [];
  const chosen = assignment.exercises.flatMap((item, at) => {
    const complain = (part: string, problem: string, remedy: string): void => {
      const where = placeOf(part === "" ? ["exercises", at] : ["exercises", at, part]);
      problems.push(refuse(where, `${item.exercise}: ${problem}`, remedy).message);
    };
    const first = assignment.exercises.findIndex(({ exercise }) => exercise === item.exercise);
    if (first < at) {
      complain("exercise", "it is there twice", "Keep one of the two.");
      return [];
    }
    const found = findExercise(item.exercise, course, complain);
    if (found === null) return [];
    const { defines } = found.exercise;
    const readOne = (part: string, path: string) =>
      readAnswer(path, defines, readPart, (...said) => complain(part, ...said));
    const solution = item.solution === undefined ? null : readOne("solution", item.solution);
    const wrong = item.wrong.flatMap((path) => {
      const text = readOne("wrong", path);
      return text === null ? [] : [[path, text] as const];
    });
    const each = { ...found, item, solution, wrong: new Map(wrong) };
    checkEarning(each, complain, assignment.seeds);
    checkParts(item, readPart, complain);
    for (const { part, problem, remedy } of findPublicKeys(each, course)) complain(part, problem, remedy);
    return [each];
  });
  for (const [at, slug] of assignment.chapters.entries()) {
    const open = course.filter(({ chapter }) => !chapter.front.draft).map(({ chapter }) => chapter.slug);
    if (open.includes(slug)) continue;
    problems.push(
      refuse(placeOf(["chapters", at]), `there is no open chapter "${slug}"`, listNames("Chapters", slug, open))
        .message,
    );
  }
  return { chosen, problems };
}

type Complain = (part: string, problem: string, remedy: string) => void;

function findExercise(
  id: string,
  course: readonly CourseChapter[],
  complain: Complain,
): Pick<ChosenExercise, "exercise" | "chapter"> | null {
  for (const { chapter } of course) {
    const exercise = chapter.exercises.find((each) => each.id === id);
    if (exercise === undefined) continue;
    if (chapter.front.draft) {
      complain(
        "exercise",
        `chapter ${chapter.front.number} is a draft, which students cannot open`,
        "Wait for it, or leave it out.",
      );
      return null;
    }
    return { exercise, chapter };
  }
  const ids = course
    .filter(({ chapter }) => !chapter.front.draft)
    .flatMap(({ chapter }) => chapter.exercises.map((each) => each.id));
  const number = /^c(\d+)-/.exec(id)?.[1];
  const ofChapter = ids.filter((each) => number !== undefined && each.startsWith(`c${number}-`));
  if (number !== undefined && ofChapter.length === 0) {
    complain("exercise", `there is no chapter ${number} with exercises`, listNames("Exercises", id, ids));
    return null;
  }
  complain("exercise", "there is no such exercise", listNames("Exercises", id, ofChapter.length > 0 ? ofChapter : ids));
  return null;
}

function listNames(what: string, typed: string, known: readonly string[]): string {
  const nearest = nearestName(typed, known);
  return `${nearest === null ? "" : `Did you mean ${nearest}? `}${what} are ${known.join(", ")}.`;
}

/** The text of a file with an answer; null where there is none that could be run. */
function readAnswer(
  path: string,
  defines: readonly string[],
  readPart: ReadPart,
  complain: (problem: string, remedy: string) => void,
): string | null {
  const text = readPart(path);
  if (text === null) {
    complain(`there is no file ${path}`, "Name a file of the assignment's folder.");
    return null;
  }
  try {
    const { outputs } = compileCell(text, { mode: "js" });
    const missing = defines.find((name) => !outputs.includes(name));
    if (missing === undefined) return text;
    complain(`${path} does not define ${missing}`, "Define it at the top level of the file.");
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    complain(`${path} is no cell (${error.message})`, "Write it as it would stand in the page.");
  }
  return null;
}

/** Whether there is something by which points are earned, of a kind that this exercise can have. */
function checkEarning({ item, exercise, chapter }: ChosenExercise, complain: Complain, seeds: readonly number[]): void {
  const { hidden, variants, rubric } = item;
  if ((item.points ?? exercise.points) === 0) return;
  const { kind } = exercise;
  if (kind === "choice" || kind === "number") {
    if (variants.length === 0) {
      const problem = `its key is public: chapter ${chapter.front.number} and its page tell what is right, as a ${kind} item answers at once`;
      complain("exercise", problem, "Give it variants of its own, or points: 0.");
    }
    if (hidden.length > 0) complain("hidden", `a ${kind} item has no calls to check`, "Write variants in their place.");
    const wrong = variants.findIndex((variant) => "options" in variant !== (kind === "choice"));
    if (wrong >= 0) {
      const remedy = kind === "choice" ? "Give it prompt, options and right." : "Give it prompt, number and within.";
      complain("variants", `variant ${wrong + 1} is not of the kind ${kind}`, remedy);
    }
    return;
  }
  if (variants.length > 0) complain("variants", `${kind} has no variants`, "Write hidden checks in their place.");
  if (kind === "text") {
    if (!rubric.some((part) => part.points > 0))
      complain("rubric", "nobody could grade it", "Give it a rubric with points.");
    return;
  }
  if (!hidden.some((check) => check.points > 0)) {
    complain(
      "hidden",
      "it has no hidden check with points, and visible ones can be answered by heart",
      "Write hidden checks.",
    );
  }
  if (item.solution === undefined)
    complain("solution", "it has no solution, so nobody knows that it can be solved", "Add solution: FILE.");
  for (const check of hidden) {
    const of = check.calls.find((call) => !exercise.defines.includes(call.of))?.of;
    if (of !== undefined)
      complain(
        "hidden",
        `"${check.name}" asks for ${of}, which the answer does not define`,
        `Names are ${exercise.defines.join(", ")}.`,
      );
    if (check.kind === "training" && (check.seeds ?? seeds).length === 0)
      complain(
        "hidden",
        `"${check.name}" has no seeds`,
        "Add seeds: [201, 202, 203], to the check or to the assignment.",
      );
  }
}

/** What the parts of an item say, by themselves. */
function checkParts({ hidden, variants }: AssignmentItem, readPart: ReadPart, complain: Complain): void {
  for (const [at, variant] of variants.entries()) {
    if (!("options" in variant)) continue;
    const again = variant.options.find((option, index) => variant.options.indexOf(option) < index);
    if (again !== undefined) complain("variants", `variant ${at + 1} offers "${again}" twice`, "Keep one of the two.");
    if (!variant.options.includes(variant.right)) {
      complain("variants", `of variant ${at + 1} no option is right`, "Copy one of its options into right.");
    }
  }
  const prompts = variants.map(({ prompt }) => prompt);
  const twice = prompts.find((prompt, at) => prompts.indexOf(prompt) < at);
  const differ = variants.some((variant, at) => prompts.indexOf(variant.prompt) < at && "number" in variant);
  if (twice !== undefined && differ)
    complain("variants", `two variants ask "${twice}"`, "Ask something else, or keep one.");
  for (const check of hidden) {
    if (check.kind === "calls" || readPart(check.module) !== null) continue;
    complain("hidden", `there is no file ${check.module}`, "Name a file of the assignment's folder.");
  }
}

/** Throws where something is wrong, all of it at once: a teacher repairs it at once. */
export function refuseAll(problems: readonly string[]): void {
  if (problems.length > 0) throw new CourseError(problems.join("\n"));
}
