import "../../../src/styles/tokens.css";
import "../../../src/styles/base.css";
import "../../../src/styles/grid.css";
import "../../../src/styles/prose.css";
import "../../../src/styles/values.css";
import "../../../src/styles/cells.css";
import "../../../src/styles/cell-code.css";
import "../../../src/styles/cell-editor.css";
import { openChapterPage } from "../../../src/components/chapter/open-chapter-page.ts";

openChapterPage();
