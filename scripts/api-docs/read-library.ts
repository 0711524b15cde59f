import { openGuesses } from "../../src/claims/guesses.ts";
import { declarationOf } from "../../src/core/declare.ts";
import type { FunctionDoc } from "../../src/editor/api-doc.ts";
import { libraryGroups } from "../../src/host/library/library.ts";
import { describeDeclaration } from "./describe-declaration.ts";
import { writeExample } from "./write-example.ts";

/**
 * What every function that the course gives to cells says of itself: all of the library is loaded, which takes Vite, as
 * it imports style sheets and names the worker's file.
 * @returns in the order of the library
 * @throws Error if a function is not declared
 */
export async function readLibrary(): Promise<readonly FunctionDoc[]> {
  const groups = libraryGroups({ claims: [], guesses: openGuesses("reference", null) });
  const docs: FunctionDoc[] = [];
  for (const [group, entries] of Object.entries(groups)) {
    for (const [name, { load }] of Object.entries(entries)) {
      const declaration = declarationOf(await load());
      if (declaration?.name !== name)
        throw new Error(`${name} is not declared under that name: write declare({name: "${name}", …})`);
      const example = await writeExample(declaration.example);
      docs.push({ ...describeDeclaration(declaration, group), example });
    }
  }
  return docs;
}
