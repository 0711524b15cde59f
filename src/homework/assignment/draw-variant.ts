import { Random } from "../../core/random.ts";
import { sha256 } from "./hashes.ts";

/**
 * The seed of a student's variants. The student types the id before anything is shown; spaces and capitals do not matter.
 * @returns 0 … 2³² − 1
 */
export async function variantSeed(assignment: string, studentId: string): Promise<number> {
  const name = studentId.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  return Number.parseInt((await sha256(JSON.stringify([assignment, name]))).slice(0, 8), 16);
}

/** Which of an exercise's variants that seed draws; exercises draw independently of each other. */
export function drawVariant<Variant>(seed: number, exercise: string, variants: readonly Variant[]): Variant | null {
  return variants[new Random(seed, `variant ${exercise}`).integer(variants.length)] ?? null;
}
