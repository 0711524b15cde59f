import { refuse } from "./errors.ts";

/**
 * Refuses anything that is not an options object, and option names that `where` does not know.
 * @param where the function whose options these are, for the message
 * @throws CourseError that names the nearest known option and lists all of them
 */
export function checkOptionNames(where: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw refuse(
      where,
      `expected an options object, got ${show(given)}`,
      `Pass options such as {${known[0] ?? ""}: …}.`,
    );
  }
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known) ?? known.find((each) => beginsWith(each, name)) ?? null;
    const hint = nearest === null ? "" : `Did you mean '${nearest}'? `;
    throw refuse(where, `unknown option '${name}'`, `${hint}Options are ${known.join(", ")}.`);
  }
}

/** `kernelSize` for who writes `kernel`. */
function beginsWith(known: string, typed: string): boolean {
  return typed !== "" && known.toLowerCase().startsWith(typed.toLowerCase());
}

/** Returns the value if it is an integer from `least` to `most` (−Infinity and Infinity: any integer). */
export function requireInteger(where: string, name: string, value: unknown, least: number, most = Infinity): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  const wanted = typeof value === "number" && Number.isFinite(value) ? Math.round(value) : 1;
  const range = `an integer${rangeWords(least, most)}`;
  const nearest = Math.min(most, Math.max(least, wanted));
  throw refuse(where, `${name} must be ${range}, got ${show(value)}`, `Try ${nearest}.`);
}

/** Returns the value if it is an integer that can be told from its neighbours: two seeds never stand for one run. */
export function requireSeed(where: string, name: string, value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  const problem = `${name} must be an integer between −2⁵³ and 2⁵³, got ${show(value)}`;
  const nearest = typeof value === "number" && Number.isSafeInteger(Math.round(value)) ? Math.round(value) : 1;
  throw refuse(where, problem, `Try ${nearest}.`);
}

/** Returns the value if it is a finite number in [low, high]. */
export function requireNumber(where: string, name: string, value: unknown, low = -Infinity, high = Infinity): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= low && value <= high) return value;
  const isFree = low === -Infinity && high === Infinity;
  const range = isFree ? "a finite number" : `a${high === Infinity ? " finite" : ""} number${rangeWords(low, high)}`;
  throw refuse(where, `${name} must be ${range}, got ${show(value)}`, "Pass a number in that range.");
}

function rangeWords(low: number, high: number): string {
  if (low === -Infinity && high === Infinity) return "";
  if (high === Infinity) return ` of at least ${low}`;
  return low === -Infinity ? ` of at most ${high}` : ` from ${low} to ${high}`;
}

/** Returns the value if it is true or false. */
export function requireBoolean(where: string, name: string, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw refuse(where, `${name} must be true or false, got ${show(value)}`, `Write ${name}: true or ${name}: false.`);
}

/** Returns the value if it is one of the choices. */
export function requireChoice<const T extends string>(
  where: string,
  name: string,
  value: unknown,
  choices: readonly [T, ...T[]],
): T {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  const nearest = typeof value === "string" ? nearestName(value, choices) : null;
  const list = choices.map((each) => `"${each}"`).join(", ");
  throw refuse(where, `${name} must be one of ${list}, got ${show(value)}`, `Try "${nearest ?? choices[0]}".`);
}

/** A value as a reader typed it, shortened, for messages. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return value.length > 8 ? `an array of ${value.length}` : `[${value.map(show).join(", ")}]`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

/** The known name closest to what was typed, if at most a third of it would have to be retyped. */
export function nearestName(typed: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(2, typed.length / 3);
  for (const name of known) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    if (distance <= bestDistance && (best === null || distance < bestDistance)) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein's distance: insertions, deletions and substitutions of one character. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substituted = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
