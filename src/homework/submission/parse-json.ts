import { refuse } from "../../core/errors.ts";
import { remedy } from "./decode-text.ts";

/** A submission is seven deep. */
const deepest = 20;

/**
 * JSON as plain data, without keys that reach the prototypes of objects.
 * @throws CourseError if it is cut off, damaged or nested deeper than anything that the course writes
 */
export function parseJson(text: string, where: string): unknown {
  if (depthOf(text) > deepest) throw refuse(where, `it is nested deeper than ${deepest} levels`, remedy);
  try {
    return JSON.parse(text, (key, value: unknown) => (key === "__proto__" ? undefined : value));
  } catch {
    throw refuse(where, "its data end too early, or are damaged", remedy);
  }
}

/** Told before anything is built, which would take memory. */
function depthOf(text: string): number {
  let [depth, most, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") most = Math.max(most, ++depth);
    else if (character === "]" || character === "}") depth--;
  }
  return most;
}
