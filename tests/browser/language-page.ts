import "../../src/styles/tokens.css";
import "../../src/styles/base.css";
import "../../src/styles/cells.css";
import "../../src/styles/cell-code.css";
import "../../src/styles/cell-editor.css";
import "../../src/styles/values.css";
import { startChapter } from "../../src/components/chapter/start-chapter.ts";
import { modules, standard } from "../../src/host/library/standard-library.ts";

const own = {
  md: async () => (await import("../../src/host/library/markdown-tag.ts")).md,
  tex: async () => (await import("../../src/host/library/tex-tag.ts")).tex,
};
const notebook = startChapter(() => ({ builtins: { ...standard, ...own }, perRun: {}, modules }));
if (notebook) window.notebook = notebook;
