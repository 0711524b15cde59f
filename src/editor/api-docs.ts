import courseDocs from "./api-docs.json" with { type: "json" };
import type { FunctionDoc } from "./api-doc.ts";
import { standardDocs } from "./standard-docs.ts";

/** The course's own functions, in the order of the reference. */
export const courseFunctions: readonly FunctionDoc[] = courseDocs;

const byName = new Map<string, FunctionDoc>([...courseFunctions, ...standardDocs].map((doc) => [doc.name, doc]));

/** @param name as a cell writes it: `plainNet`, `Inputs.range` */
export function findDoc(name: string): FunctionDoc | null {
  return byName.get(name) ?? null;
}

/** What is known below a name, without the name itself: `range`, `select`, … of `Inputs`. */
export function findMembers(name: string): readonly FunctionDoc[] {
  return standardDocs.filter((doc) => doc.name.startsWith(`${name}.`));
}
