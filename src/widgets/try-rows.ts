/** What one try was and brought: names of the reader's choice. */
export type Try = Readonly<Record<string, number | string | null>>;

/** What counts: the number to be largest, and the most that others may be. */
export interface TryRules {
  readonly best: string;
  readonly limits: Readonly<Record<string, number>>;
}

/** Names of the limits that a try does not keep; what is no number keeps none. */
export function brokenLimits(row: Try, { limits }: TryRules): readonly string[] {
  return Object.entries(limits).flatMap(([name, most]) => {
    const value = row[name];
    return typeof value === "number" && value <= most ? [] : [name];
  });
}

/** Tries in the order of the table: the best first, those without a result last; equal ones in the order of keeping. */
export function rankTries(tries: readonly Try[], { best }: TryRules): readonly Try[] {
  return [...tries].sort((a, b) => resultOf(b, best) - resultOf(a, best));
}

/** The best of those that keep all limits; null while there is none. */
export function bestTry(tries: readonly Try[], rules: TryRules): Try | null {
  const counted = rankTries(tries, rules).filter((row) => brokenLimits(row, rules).length === 0);
  return counted.find((row) => resultOf(row, rules.best) > -Number.MAX_VALUE) ?? null;
}

/** Whether the same try has been kept already: a second press of the button. */
export function isKept(row: Try, tries: readonly Try[]): boolean {
  const text = textOf(row);
  return tries.some((each) => textOf(each) === text);
}

/** What was kept by an earlier visit, as far as it is tries. */
export function readTries(kept: unknown): readonly Try[] {
  return Array.isArray(kept) ? kept.filter(isTry) : [];
}

function isTry(value: unknown): value is Try {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((each) => each === null || typeof each === "number" || typeof each === "string");
}

function resultOf(row: Try, name: string): number {
  const value = row[name];
  return typeof value === "number" && !Number.isNaN(value) ? value : -Number.MAX_VALUE;
}

function textOf(row: Try): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
