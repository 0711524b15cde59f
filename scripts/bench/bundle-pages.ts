import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

export const pageFolder = ".cache/bench";

/** Bundles the measured code as the site is bundled: `course.html` and `stock.html` in .cache/bench. */
export async function bundlePages(): Promise<void> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const here = (name: string): string => join(root, "scripts/bench/page", name);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "error",
    worker: { format: "es" },
    build: {
      outDir: pageFolder,
      emptyOutDir: true,
      modulePreload: false,
      target: "es2022",
      chunkSizeWarningLimit: 4000,
      rollupOptions: {
        input: { course: here("course-engines.ts"), stock: here("stock-engines.ts") },
        output: { entryFileNames: "[name].js" },
      },
    },
  });
  for (const name of ["course", "stock"]) {
    const html = `<!doctype html><title>${name}</title><script type="module" src="/${name}.js"></script>`;
    writeFileSync(join(root, pageFolder, `${name}.html`), html);
  }
}
