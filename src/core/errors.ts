/**
 * An error made for a reader: what is wrong, where, and what would work. Thrown wherever input that a
 * person typed (a cell's code, a chapter's front matter, a URL) cannot be used. Its message is complete by itself.
 */
export class CourseError extends Error {
  override readonly name = "CourseError";
}

/**
 * Builds the message `where: problem. remedy`, e.g.
 * `residualNet: depth must be 6n + 2 (8, 14, 20, …), got 19. Try 20.`
 * @param where the function, option or file position that refuses the input
 * @param problem what was expected and what came instead, without a final full stop
 * @param remedy a whole sentence that says what would work
 */
export function refuse(where: string, problem: string, remedy: string): CourseError {
  return new CourseError(`${where}: ${problem}. ${remedy}`);
}
