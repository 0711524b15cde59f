import type { LayoutRow } from "./measure-layout.ts";
import { alignColumns } from "./table.ts";

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

const measures: readonly (readonly [title: string, read: (row: LayoutRow) => string])[] = [
  ["screens of 1280 × 800", ({ screens }) => screens.toFixed(1)],
  ["figures, of the text's height", ({ figures }) => percent(figures)],
  ["prose", ({ prose }) => percent(prose)],
  ["code", ({ code }) => percent(code)],
  ["controls", ({ controls }) => percent(controls)],
  ["veils", ({ veils }) => percent(veils)],
  ["blank", ({ blank }) => percent(blank)],
  ["beside the text: gutter or wide", ({ gutterUsed }) => percent(gutterUsed)],
  ["figures on the first screen", ({ figuresFirstScreen }) => String(figuresFirstScreen)],
  ["longest way without a figure, in screens", ({ longestWithout }) => longestWithout.toFixed(1)],
  ["… after", ({ longestAfter }) => longestAfter],
  ["with everything shown, screens", ({ allShown }) => allShown.screens.toFixed(1)],
  ["… longest way without a figure", ({ allShown }) => allShown.longestWithout.toFixed(1)],
  ["… after", ({ allShown }) => allShown.longestAfter],
  ["most veils in an experiment", ({ mostVeils }) => String(mostVeils)],
  ["Tab to the first guess", ({ tabStops }) => (tabStops === null ? "not reached" : String(tabStops))],
  ["… by the head's link", ({ tabStopsByLink }) => (tabStopsByLink === null ? "not reached" : String(tabStopsByLink))],
  ["pages of A4", ({ printedPages }) => String(printedPages)],
];

/** One row for each measure, one column for each chapter. */
export function printLayout(rows: readonly LayoutRow[]): string {
  const titles = [...rows.map(({ slug }) => slug), "measure"];
  const cells = measures.map(([title, read]) => [...rows.map(read), title]);
  return `How chapters are laid out for who reads them\n${alignColumns([titles, ...cells], titles.length - 1).join("\n")}\n`;
}
