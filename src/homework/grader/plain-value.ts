import * as z from "zod";

/**
 * A value of a student's code as it leaves the sandbox. Numbers, texts, booleans, null and lists are themselves; everything
 * else says by `$` what it is, so that no object of the student's can be taken for something else.
 */
export type PlainValue = null | boolean | number | string | readonly PlainValue[] | TaggedValue;

export type TaggedValue =
  /** What JSON has no number for. */
  | { readonly $: "number"; readonly is: "NaN" | "Infinity" | "-Infinity" | "-0" }
  | { readonly $: "undefined" }
  /** Own enumerable properties, whatever the prototype is. */
  | { readonly $: "object"; readonly entries: readonly (readonly [string, PlainValue])[] }
  | { readonly $: "typed"; readonly of: string; readonly values: readonly PlainValue[] }
  | { readonly $: "tensor"; readonly shape: readonly number[]; readonly values: PlainValue }
  /** What is not looked into, and equals nothing: a function, an accessor, what is too deep or too large. */
  | { readonly $: "opaque"; readonly what: string };

const finite = z.number();
const what = z.string().max(100);

export const plainValueSchema: z.ZodType<PlainValue> = z.lazy(() =>
  z.union([z.null(), z.boolean(), finite, z.string(), z.array(plainValueSchema), taggedSchema]),
);

const taggedSchema = z.discriminatedUnion("$", [
  z.strictObject({ $: z.literal("number"), is: z.enum(["NaN", "Infinity", "-Infinity", "-0"]) }),
  z.strictObject({ $: z.literal("undefined") }),
  z.strictObject({ $: z.literal("object"), entries: z.array(z.tuple([z.string(), plainValueSchema])) }),
  z.strictObject({ $: z.literal("typed"), of: what, values: z.array(plainValueSchema) }),
  z.strictObject({ $: z.literal("tensor"), shape: z.array(finite).max(10), values: plainValueSchema }),
  z.strictObject({ $: z.literal("opaque"), what }),
]);
