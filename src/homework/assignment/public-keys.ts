import type { ChosenExercise, CourseChapter } from "./chosen-exercise.ts";

interface PublicKey {
  /** Of the item: "variants" or "hidden". */
  readonly part: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Shorter answers, such as "yes" or "4", say nothing by standing somewhere. */
const tellingCharacters = 12;

/** What a chapter tells of an item's key. Spaces do not count. */
export function findPublicKeys({ item }: ChosenExercise, course: readonly CourseChapter[]): readonly PublicKey[] {
  const chapters = course.map(({ chapter, text }) => ({ number: chapter.front.number, text: squeeze(text) }));
  const tells = (words: string): number | undefined =>
    chapters.find(({ text }) => text.includes(squeeze(words)))?.number;
  const ofVariants = item.variants.flatMap((variant, at): PublicKey[] => {
    const isTelling = "right" in variant && variant.right.length >= tellingCharacters;
    const chapter = tells(variant.prompt) ?? (isTelling ? tells(variant.right) : undefined);
    if (chapter === undefined) return [];
    const problem = `the key of variant ${at + 1} is public: chapter ${chapter} asks or answers the same`;
    return [{ part: "variants", problem, remedy: "Ask it otherwise, with other options." }];
  });
  const ofChecks = item.hidden.flatMap((check): PublicKey[] => {
    const calls = check.calls.filter(({ args }) => args !== undefined && args.length > 0);
    const visible = calls.map(({ of, args = [] }) =>
      tells(`${of}(${args.map((arg) => JSON.stringify(arg)).join(",")})`),
    );
    const chapter = visible.find((each) => each !== undefined);
    if (chapter === undefined) return [];
    const problem = `"${check.name}" is not hidden: chapter ${chapter} makes the same call`;
    return [{ part: "hidden", problem, remedy: "Call it with other arguments." }];
  });
  return [...ofVariants, ...ofChecks];
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}
