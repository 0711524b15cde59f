import type { HiddenCheck } from "../../src/homework/assignment/key.ts";
import type { CallObservation } from "../../src/homework/grader/observation.ts";
import type { PlainValue } from "../../src/homework/grader/plain-value.ts";
import { decodeValue } from "../../src/homework/grader/sandbox/decode-value.ts";
import { encodeValue } from "../../src/homework/grader/sandbox/encode-value.ts";
import { architecture } from "../../src/models/architecture.ts";

/**
 * Makes a check's calls in this process, and gives what the sandbox would report of them: what a teacher wrote is judged in the
 * same way as what a student wrote.
 * @param read the value of a name that the answer defines
 */
export async function observeHere(
  { calls }: Pick<HiddenCheck, "calls">,
  read: (name: string) => Promise<unknown>,
  characters: number,
): Promise<readonly CallObservation[]> {
  const seen: CallObservation[] = [];
  for (const { of, args, as } of calls) {
    try {
      const found = await read(of);
      const value: unknown = await (args === undefined
        ? found
        : (found as (...given: unknown[]) => unknown)(...(decodeValue(structuredClone(args)) as unknown[])));
      const shown: unknown = as === "architecture" ? architecture(value as Parameters<typeof architecture>[0]) : value;
      seen.push({ kind: "value", value: JSON.parse(encodeValue(shown, characters)) as PlainValue });
    } catch (error) {
      seen.push({ kind: "error", message: error instanceof Error ? error.message : String(error) });
    }
  }
  return seen;
}
