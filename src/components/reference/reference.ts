import { openChapterPage } from "../chapter/open-chapter-page.ts";
import { connectFunctionFilter } from "./function-filter.ts";

connectFunctionFilter(document);
openChapterPage();
