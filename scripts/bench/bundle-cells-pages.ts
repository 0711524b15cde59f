import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { writeCellsChapter } from "./cells-chapter.ts";

export const cellsFolder = ".cache/bench-cells";

/** Bundles a chapter's scripts and styles as the site does, and writes one page for each number of cells: `20.html`. */
export async function bundleCellsPages(counts: readonly number[]): Promise<void> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "error",
    resolve: { alias: { typescript: join(root, "src/notebook/typescript-stub.ts") } },
    worker: { format: "es" },
    build: {
      outDir: cellsFolder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rollupOptions: {
        input: { cells: join(root, "scripts/bench/page/cells-page.ts") },
        output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
      },
    },
  });
  for (const count of counts) writeFileSync(join(root, cellsFolder, `${count}.html`), renderCellsPage(count));
}

function renderCellsPage(count: number): string {
  const { html, slug, cells, claims, exercises } = renderChapter(writeCellsChapter(count).markdown, {
    file: `90-cells-${count}.md`,
  });
  const data = JSON.stringify({ slug, cells, claims, exercises, recordings: {} }).replaceAll("<", "\\u003c");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${count} cells</title>
<link rel="stylesheet" href="/cells.css"><script type="module" src="/cells.js"></script></head>
<body><main class="grid"><article class="prose subgrid">${html}</article></main>
<script id="chapter-data" type="application/json">${data}</script></body></html>`;
}
