import type { RowVerdict } from "./ledger-row.ts";

/** The word, and what it means of a row. */
export const rowVerdicts: Readonly<Record<RowVerdict, { readonly word: string; readonly meaning: string }>> = {
  true: { word: "true", meaning: "It is so; what is added makes it exact." },
  loose: { word: "loose", meaning: "It points the right way and needs a qualifier." },
  wrong: { word: "wrong", meaning: "It is not so, however often it is repeated." },
  question: { word: "question", meaning: "Somebody asked; the answer stands below." },
  code: { word: "code", meaning: "Something that a program does; what it really does stands below." },
  number: { word: "number", meaning: "A figure that was asked for or given; the right one stands below." },
  off: { word: "nothing claimed", meaning: "Named here so that none is left out." },
};

/** Each verdict has a shape of its own, so that colour is not needed to tell them apart. Drawn within 24 × 24. */
export const rowVerdictGlyphs: Readonly<Record<RowVerdict, string>> = {
  true: "M5.5 12.5l4.5 4.5L18.5 8",
  loose: "M5.5 13.5c2-4 4.5-3.5 6.5-1.5s4.5 2.5 6.5-1.5",
  wrong: "M7 7l10 10M17 7L7 17",
  question: "M8.8 9.3a3.3 3.3 0 1 1 4.7 3c-1 .5-1.5 1.1-1.5 2.2M12 17.6v.4",
  code: "M9.5 7.5L5 12l4.5 4.5M14.5 7.5L19 12l-4.5 4.5",
  number: "M10 6.5L8.5 17.5M15.5 6.5L14 17.5M7 10h10.5M6.5 14H17",
  off: "M7.5 12h9",
};
