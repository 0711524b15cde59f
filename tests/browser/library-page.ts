import "../../src/styles/tokens.css";
import "../../src/styles/base.css";
import "../../src/styles/cells.css";
import "../../src/styles/cell-code.css";
import "../../src/styles/cell-editor.css";
import "../../src/styles/values.css";
import { startChapter, type StartedData } from "../../src/components/chapter/start-chapter.ts";
import { openGuesses } from "../../src/claims/guesses.ts";
import { courseLibrary } from "../../src/host/library/library.ts";
import type { Claim } from "../../src/notebook/chapter.ts";

const notebook = startChapter(({ slug, claims }: StartedData & { readonly claims: readonly Claim[] }) =>
  courseLibrary({ claims, guesses: openGuesses(slug) }),
);
if (notebook) window.notebook = notebook;
