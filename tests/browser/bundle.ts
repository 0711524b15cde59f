import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { build, type Rollup } from "vite";

export interface BundledFile {
  readonly body: string | Buffer;
  readonly contentType: string;
}

/** Files of a bundled page by address path, beginning with "/entry.js" and, where there are styles, "/entry.css". */
export type Bundle = ReadonlyMap<string, BundledFile>;

/** The pages live on localhost, which browsers treat as a secure origin; no server runs there. */
export const origin = "http://localhost:20999";

const bundles = new Map<string, Promise<Bundle>>();

/**
 * Bundles one module for the browser as the site does, in memory; once for all files of tests that ask for it.
 * @param entry path of the module, from the root of the repository
 */
export function bundle(entry: string): Promise<Bundle> {
  const bundled = bundles.get(entry) ?? buildBundle(entry);
  bundles.set(entry, bundled);
  return bundled;
}

async function buildBundle(entry: string): Promise<Bundle> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const result = await build({
    root,
    configFile: false,
    logLevel: "error",
    resolve: { alias: { typescript: `${root}src/notebook/typescript-stub.ts` } },
    worker: { format: "es" },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rollupOptions: {
        input: { entry: `${root}${entry}` },
        output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rollup.RollupOutput[];
  return new Map(outputs.flatMap(({ output }) => output).map((file) => [`/${file.fileName}`, toFile(file)]));
}

/** Answers every request of the page from the bundle; `/` is the given HTML. Nothing else is reachable. */
export async function serve(page: Page, files: Bundle, html: () => string): Promise<void> {
  await page.route("**/*", (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== origin) return route.abort();
    if (url.pathname === "/") return route.fulfill({ body: html(), contentType: "text/html" });
    const file = files.get(url.pathname);
    return file ? route.fulfill({ body: file.body, contentType: file.contentType }) : route.fulfill({ status: 404 });
  });
}

const contentTypes: Readonly<Record<string, string>> = {
  css: "text/css",
  js: "text/javascript",
  wasm: "application/wasm",
};

function toFile(file: Rollup.OutputChunk | Rollup.OutputAsset): BundledFile {
  const source = file.type === "chunk" ? file.code : file.source;
  const extension = file.fileName.split(".").at(-1) ?? "";
  return {
    body: typeof source === "string" ? source : Buffer.from(source),
    contentType: contentTypes[extension] ?? "application/octet-stream",
  };
}
