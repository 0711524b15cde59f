import type { Key, KeyExercise } from "./key.ts";

/**
 * All variants of an assignment as questions in Moodle's GIFT format, a category for each exercise, from which a quiz can draw. They
 * hold the key: the file is the teacher's.
 */
export function giftText(key: Key): string {
  const asked = key.exercises.filter(({ variants }) => variants.length > 0);
  const categories = asked.map((exercise) => {
    const questions = exercise.variants.map((variant) => question(exercise, variant));
    return [`$CATEGORY: ${key.assignment}/${exercise.id}`, ...questions].join("\n\n");
  });
  return categories.map((category) => `${category}\n`).join("\n");
}

function question({ id }: KeyExercise, variant: KeyExercise["variants"][number]): string {
  const { answer, options = [] } = variant;
  const head = `::${escapeGift(`${id} ${variant.id}`)}::[markdown]${escapeGift(variant.prompt)}`;
  if ("number" in answer) return `${head} {#${answer.number}:${answer.within}}`;
  const lines = options.map(({ id: letter, words }) => `${letter === answer.option ? "=" : "~"}${escapeGift(words)}`);
  return `${head} {\n${lines.join("\n")}\n}`;
}

/** Signs that mean something there, and line ends, which end a question. */
function escapeGift(text: string): string {
  return text.replace(/[\\~=#{}:]/g, "\\$&").replaceAll("\n", "\\n");
}
