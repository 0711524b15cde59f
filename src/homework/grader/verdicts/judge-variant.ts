import type { KeyExercise } from "../../assignment/key.ts";
import { readNumber } from "../../submission/read-number.ts";

type Variant = KeyExercise["variants"][number];

/** Whether an answer to a drawn question is right: the option's id, or a number near enough. */
export function isRightAnswer(text: string, { answer }: Variant): boolean {
  if ("option" in answer) return text.trim().toLowerCase() === answer.option;
  const given = readNumber(text);
  return given !== null && Math.abs(given - answer.number) <= answer.within;
}
