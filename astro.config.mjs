// @ts-check
import { fileURLToPath } from "node:url";
import { defineConfig } from "astro/config";

/** A static site that works under any path: `BASE_PATH=/course npm run build` builds it for https://…/course/. */
export default defineConfig({
  output: "static",
  base: process.env.BASE_PATH ?? "/",
  trailingSlash: "ignore",
  // The default, "jsx", drops the space between two inline elements.
  compressHTML: true,
  prefetch: { prefetchAll: true, defaultStrategy: "hover" },
  devToolbar: { enabled: false },
  vite: {
    // The notebook compiler's package imports `typescript` (3.7 MB) for a cell mode that the course does not offer.
    // Pages get a stand-in; on the server Node finds the real package by itself.
    resolve: { alias: { typescript: fileURLToPath(new URL("./src/notebook/typescript-stub.ts", import.meta.url)) } },
    worker: { format: "es" },
    build: {
      // The editor, Plot and tfjs are loaded when a page needs them; each is larger than the default limit of 500 kB.
      chunkSizeWarningLimit: 2500,
    },
  },
});
