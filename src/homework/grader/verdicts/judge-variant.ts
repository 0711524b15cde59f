import type { KeyExercise } from "../../assignment/key.ts";

type Variant = KeyExercise["variants"][number];

const number = /^[-+−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+]?\d+)?$/i;

/** A number as a student writes it: `0,5`, `−3`, `1e-3`; null: it is none. */
function readNumber(text: string): number | null {
  const trimmed = text.trim();
  return number.test(trimmed) ? Number(trimmed.replace(",", ".").replace("−", "-")) : null;
}

/** Whether an answer to a drawn question is right: the option's id, or a number near enough. */
export function isRightAnswer(text: string, { answer }: Variant): boolean {
  if ("option" in answer) return text.trim().toLowerCase() === answer.option;
  const given = readNumber(text);
  return given !== null && Math.abs(given - answer.number) <= answer.within;
}
