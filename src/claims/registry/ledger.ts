import { bottleneckRows } from "./b-bottlenecks.ts";
import { degradationRows } from "./d-degradation.ts";
import type { LedgerRow } from "./ledger-row.ts";
import { preActivationRows } from "./p-pre-activation.ts";
import { firstQuestionRows } from "./q-chapters-1-to-3.ts";
import { laterQuestionRows } from "./q-chapters-4-on.ts";
import { residualBlockRows } from "./r-residual-blocks.ts";
import { residualNetRows } from "./r-residual-nets.ts";
import { vanishingGradientRows } from "./v-vanishing-gradients.ts";
import { listingRows } from "./x-listing.ts";
import { readingRows } from "./x-readings.ts";

/** Every claim and question of the documents that the course answers, what is asked elsewhere, and rows that it adds. */
export const ledger: readonly LedgerRow[] = [
  ...vanishingGradientRows,
  ...degradationRows,
  ...residualBlockRows,
  ...residualNetRows,
  ...bottleneckRows,
  ...preActivationRows,
  ...readingRows,
  ...listingRows,
  ...firstQuestionRows,
  ...laterQuestionRows,
];

export interface PlacedRow {
  readonly id: string;
  /** Sections of the chapter's plan in which it must be treated; empty where any will do. */
  readonly sections: readonly string[];
}

/** The rows that belong into a chapter. */
export function rowsOfChapter(slug: string): PlacedRow[] {
  return ledger.flatMap(({ id, places }) => {
    const here = places.map((place) => place.split("#")).filter(([chapter]) => chapter === slug);
    const sections = here.flatMap(([, section]) => (section === undefined ? [] : [section]));
    return here.length === 0 ? [] : [{ id, sections }];
  });
}
