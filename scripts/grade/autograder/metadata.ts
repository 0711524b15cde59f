import * as z from "zod";
import { refuse } from "../../../src/core/errors.ts";

const instant = z.iso.datetime({ offset: true });

const dates = z.object({ due_date: instant.nullish(), late_due_date: instant.nullish() });

/** What Gradescope says of a submission. Everything else that stands there is left alone: it may change. */
const schema = z.object({
  created_at: instant,
  assignment: dates.default({}),
  /** Several for a group; dates are there for who has others than the class. */
  users: z
    .array(
      z.object({
        email: z.string().nullish(),
        name: z.string().nullish(),
        sid: z.string().nullish(),
        assignment: dates.nullish(),
      }),
    )
    .min(1),
  previous_submissions: z.array(z.object({ score: z.coerce.number().nullish() })).default([]),
});

export interface Metadata {
  /** Each by the student's number, address and name, as far as they are known. */
  readonly users: readonly { readonly key: string; readonly name: string; readonly keys: readonly string[] }[];
  /** ISO 8601. */
  readonly when: string;
  /** Of a group, the latest that one of it has; null: there is none. */
  readonly due: string | null;
  readonly lateDue: string | null;
  /** Of the submissions before this one; null where one has none. */
  readonly scoresBefore: readonly (number | null)[];
}

/** @throws CourseError if the text is no such file */
export function readMetadata(text: string, where: string): Metadata {
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = `its part "${issue?.path.join(", ") ?? ""}" cannot be used (${issue?.message ?? ""})`;
    throw refuse(where, problem, "Look whether Gradescope has changed what it writes there.");
  }
  const { created_at: when, assignment, users, previous_submissions: before } = parsed.data;
  const latest = (which: "due_date" | "late_due_date"): string | null => {
    const all = users.flatMap((user) => (user.assignment ?? assignment)[which] ?? assignment[which] ?? []);
    return all.map((date) => new Date(date).toISOString()).sort().at(-1) ?? null; // prettier-ignore
  };
  return {
    users: users.map(({ sid, email, name }) => {
      const keys = [sid, email, name].filter((key) => typeof key === "string" && key !== "") as string[];
      return { key: keys[0] ?? "", name: name ?? "", keys };
    }),
    when: new Date(when).toISOString(),
    due: latest("due_date"),
    lateDue: latest("late_due_date"),
    scoresBefore: before.map(({ score }) => score ?? null),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
