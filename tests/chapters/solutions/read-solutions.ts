/** What a teacher knows of an exercise. */
export interface Solution {
  readonly source: string;
  readonly hidden: readonly NamedSource[];
  readonly wrong: readonly NamedSource[];
}

export interface NamedSource {
  readonly name: string;
  readonly source: string;
}

/** The solutions of a chapter's exercises, by their ids, from a Markdown file with a heading for each. */
export function readSolutions(text: string): ReadonlyMap<string, Solution> {
  const sections = text.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const id = section.slice(0, section.indexOf("\n")).trim();
      const fences = [...section.matchAll(/^```js (solution|hidden|wrong)(?: name="([^"]*)")?\n([\s\S]*?)^```$/gm)];
      const named = (role: string): NamedSource[] =>
        fences
          .filter(([, each]) => each === role)
          .map(([, , name = role, source = ""]) => ({ name, source }));
      return [id, { source: named("solution")[0]?.source ?? "", hidden: named("hidden"), wrong: named("wrong") }];
    }),
  );
}
