import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";

/**
 * Bundles a script as the site is bundled, into one that stands in a page: it loads nothing.
 * @param path from the root of the repository
 */
export async function bundleScript(path: string): Promise<string> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const result = (await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "error",
    build: {
      write: false,
      modulePreload: false,
      target: "es2022",
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: `${root}${path}`, output: { format: "iife" } },
    },
  })) as Rollup.RollupOutput;
  const [chunk] = result.output;
  return chunk.code;
}
