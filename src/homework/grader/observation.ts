import * as z from "zod";
import { messageCharacters } from "./limits.ts";
import { plainValueSchema } from "./plain-value.ts";

const message = z.string().max(messageCharacters);

/** What came of one call of a student's code. */
export const callSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("value"), value: plainValueSchema }),
  z.strictObject({ kind: z.literal("error"), message }),
  z.strictObject({ kind: z.literal("timeout") }),
  z.strictObject({ kind: z.literal("memory") }),
]);

/**
 * What was seen of one answer: data and nothing else. Whether any of it is right is decided elsewhere, since the code that
 * was observed had everything within reach that ran beside it.
 */
export const observedSchema = z.strictObject({
  /** In the order of the calls that were asked for. */
  calls: z.array(callSchema),
  /** Cells that have no value, with the reason. */
  failed: z.array(z.strictObject({ id: z.string().max(200), message })).max(500),
  /** What the code wrote, cut off. */
  console: z.string(),
  /** What it tried and was not let: network, windows, messages of its own. */
  attempts: z.array(z.string().max(100)).max(50),
});

export type CallObservation = z.infer<typeof callSchema>;
export type Observed = z.infer<typeof observedSchema>;
