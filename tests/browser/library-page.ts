import "../../src/styles/tokens.css";
import "../../src/styles/base.css";
import "../../src/styles/cells.css";
import "../../src/styles/values.css";
import { startChapter } from "../../src/components/start-chapter.ts";
import { courseLibrary } from "../../src/host/library.ts";

const notebook = startChapter(courseLibrary);
if (notebook) window.notebook = notebook;
