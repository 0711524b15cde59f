/**
 * What a course's page tells the LMS that opened it: how many of an assignment's exercises pass the checks that the page shows. The
 * page ran them, and nobody has verified it: it is progress, and no grade.
 */
export interface ProgressMessage {
  readonly type: "residual-course-progress";
  /** The manifest's. */
  readonly assignment: string;
  readonly version: number;
  /** Exercises whose visible checks pass, or that are answered where there are none. */
  readonly passed: number;
  /** All of the assignment's exercises. */
  readonly of: number;
}

/** A message of that form; null: it is another one. */
export function readProgress(data: unknown): ProgressMessage | null {
  if (typeof data !== "object" || data === null) return null;
  const { type, assignment, version, passed, of } = data as Readonly<Record<string, unknown>>;
  if (type !== "residual-course-progress" || typeof assignment !== "string") return null;
  if (!isCount(version) || !isCount(passed) || !isCount(of) || of === 0 || passed > of) return null;
  return { type, assignment, version, passed, of };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
