import { refuse } from "../../core/errors.ts";

export interface TitledColumn {
  readonly index: number;
  readonly title: string;
  /** What else a teacher may call it. */
  readonly names: readonly string[];
}

/** As many as can be taken in. */
const listed = 12;

/**
 * The column that a teacher named.
 * @param wanted null: the only one
 * @throws CourseError that lists the columns, if none or several are meant
 */
export function chooseColumn(columns: readonly TitledColumn[], wanted: string | null, where: string): TitledColumn {
  const exact = columns.filter(({ title }) => title === wanted);
  const named = columns.filter(({ names }) => wanted !== null && names.includes(wanted.trim()));
  const meant = wanted === null ? columns : exact.length > 0 ? exact : named;
  const [only, second] = meant;
  if (only !== undefined && second === undefined) return only;
  if (columns.length === 0)
    throw refuse(where, "there is no column for grades in it", "Export it with the assignment.");
  if (wanted === null) {
    throw refuse(where, `there are ${columns.length} columns for grades`, `Choose one by --column: ${list(columns)}.`);
  }
  if (only === undefined) {
    throw refuse(where, `there is no column "${wanted}"`, `Columns for grades are ${list(columns)}.`);
  }
  const remedy = `Write the title whole, or the number behind it: ${list(meant)}.`;
  throw refuse(where, `${meant.length} columns are called "${wanted}"`, remedy);
}

function list(columns: readonly TitledColumn[]): string {
  const titles = columns.slice(0, listed).map(({ title }) => `"${title}"`);
  const more = columns.length - titles.length;
  return titles.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
