import * as z from "zod/mini";

const word = z.string().check(z.maxLength(200));

/** What was handed over when a file was written: what a student quotes. */
const receiptSchema = z.object({
  file: word,
  savedAt: word,
  /** Of the file's checksum, its first digits. */
  hash: word,
  answered: z.number(),
  of: z.number(),
});

/** One student's work on one assignment, without the answers. */
export const attemptSchema = z.object({
  attemptId: word.check(z.minLength(1)),
  student: z.object({ id: word, name: word }),
  /** Of help that was used. */
  statement: z.string().check(z.maxLength(5000)),
  receipt: z.nullable(receiptSchema),
});

export type Attempt = z.infer<typeof attemptSchema>;
export type Receipt = z.infer<typeof receiptSchema>;

/** What is kept of one exercise beside the chapter's own edits. */
export const itemSchema = z.object({
  /** Texts by the question that they answer, as another id draws another question; the empty name is of an exercise without variants. */
  texts: z.array(z.tuple([word, z.string().check(z.maxLength(200_000))])),
  /** `cellSourceHash` of the answer that passed the visible checks; null: none did. */
  passed: z.nullable(word),
});

export type Item = z.infer<typeof itemSchema>;

export const emptyItem: Item = { texts: [], passed: null };

/** @param random as `crypto.randomUUID` */
export function newAttempt(random: () => string): Attempt {
  return { attemptId: random(), student: { id: "", name: "" }, statement: "", receipt: null };
}

export function textFor({ texts }: Item, question: string): string {
  return texts.find(([of]) => of === question)?.[1] ?? "";
}

/** The item with another text for one question; all others stay. */
export function withText(item: Item, question: string, text: string): Item {
  const others = item.texts.filter(([of]) => of !== question);
  return { ...item, texts: text === "" ? others : [...others, [question, text]] };
}
