import { fetchDrawings } from "../../browser/far-drawings.ts";
import { redrawWithin } from "../../browser/redrawable.ts";
import { explainMissing, loadPart } from "../../browser/load-part.ts";
import { CourseError } from "../../core/errors.ts";
import { PartMissing } from "../../core/part-missing.ts";
import type { ReaderChapter } from "../../export/reader-chapter.ts";
import type { Notebook } from "../../host/notebook.ts";
import { attempt } from "../site/part-notice.ts";
import type { PublishedChapter } from "./read-chapter.ts";

interface Format {
  readonly ending: string;
  readonly type: string;
  /** @param textUrl where the chapter's published Markdown lies */
  readonly build: (chapter: ReaderChapter, textUrl: string, notebook: Notebook) => Promise<string>;
}

/** Each is loaded when it is first asked for. */
const formats: Readonly<Record<string, Format>> = {
  html: {
    ending: "html",
    type: "text/html;charset=utf-8",
    async build(chapter) {
      const { toStandalonePage } = await part(() => import("../../export/to-standalone-page.ts"));
      return toStandalonePage(document.querySelector("main") ?? document.body, chapter);
    },
  },
  ipynb: {
    ending: "ipynb",
    type: "application/x-ipynb+json",
    async build(chapter, textUrl, notebook) {
      const [{ toIpynb }, { readOutputs }, { readTrainedNets }] = await part(() =>
        Promise.all([
          import("../../export/to-ipynb.ts"),
          import("../../export/read-outputs.ts"),
          import("./trained-nets.ts"),
        ]),
      );
      const [text, nets] = await Promise.all([fetchText(textUrl), readTrainedNets(notebook)]);
      return toIpynb(text, chapter, readOutputs(document, chapter), nets);
    },
  },
  md: {
    ending: "md",
    type: "text/markdown;charset=utf-8",
    async build(chapter, textUrl) {
      const { toMarkdown } = await part(() => import("../../export/to-markdown.ts"));
      return toMarkdown(await fetchText(textUrl), chapter);
    },
  },
};

/** Brings the export menu of a chapter's page to life: the chapter as it stands, as a file. */
export function connectExportMenu(notebook: Notebook, published: PublishedChapter): void {
  const menu = document.querySelector<HTMLDetailsElement>("[data-export-menu]");
  const said = menu?.parentElement?.querySelector<HTMLElement>(".export-said");
  if (!menu || !said) return;
  for (const element of menu.querySelectorAll<HTMLElement>("[data-export], [data-export-live]")) element.hidden = false;
  menu.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-export]");
    const format = formats[button?.dataset["export"] ?? ""];
    if (!format) return;
    close(menu);
    const source = { notebook, published, textUrl: menu.dataset["exportMenu"] ?? "" };
    void attempt(said, async () => {
      said.textContent = "Exporting…";
      try {
        said.textContent = await exportAs(format, source);
      } catch (error) {
        said.textContent = "";
        throw error;
      }
    });
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) close(menu);
  });
  document.addEventListener("click", (event) => {
    if (!event.composedPath().includes(menu)) menu.open = false;
  });
}

/** Whoever was in the menu comes out where they went in. */
function close(menu: HTMLDetailsElement): void {
  menu.open = false;
  menu.querySelector("summary")?.focus();
}

interface ExportSource {
  readonly notebook: Notebook;
  readonly published: PublishedChapter;
  readonly textUrl: string;
}

/**
 * @returns what became of it, as a sentence
 * @throws PartMissing where files of the site that it needs did not come
 */
async function exportAs(format: Format, { notebook, published, textUrl }: ExportSource): Promise<string> {
  try {
    const [{ readChapter }, { exportName }, { downloadFile }] = await part(() =>
      Promise.all([
        import("./read-chapter.ts"),
        import("../../export/reader-chapter.ts"),
        import("../../export/download.ts"),
      ]),
    );
    await notebook.startAll();
    const chapter = await readChapter(notebook, published);
    for (const output of notebook.restoreOutputs()) redrawWithin(output);
    await fetchDrawings(document);
    const name = exportName(chapter, format.ending);
    downloadFile(new Blob([await format.build(chapter, textUrl, notebook)], { type: format.type }), name);
    return `Saved ${name}`;
  } catch (error) {
    if (error instanceof PartMissing) throw error;
    return error instanceof CourseError ? error.message : `The export failed: ${String(error)}`;
  }
}

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url).catch(() => null);
  if (answer?.ok) return answer.text();
  throw await explainMissing("The chapter's text", [new URL(url, location.href).href]);
}

function part<Parts>(load: () => Promise<Parts>): Promise<Parts> {
  return loadPart("The export", load);
}
