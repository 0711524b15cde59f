import { openChapterPage } from "./open-chapter-page.ts";

openChapterPage();
