// @ts-check
import { fileURLToPath } from "node:url";
import { defineConfig } from "astro/config";
import { withScriptPreloads } from "./scripts/script-preloads.ts";
import { withoutUnreadFiles } from "./scripts/unread-files.ts";

/** A static site that works under any path: `BASE_PATH=/course npm run build` builds it for https://…/course/. */
export default defineConfig({
  output: "static",
  base: process.env.BASE_PATH ?? "/",
  trailingSlash: "ignore",
  // The default, "jsx", drops the space between two inline elements.
  compressHTML: true,
  prefetch: { prefetchAll: true, defaultStrategy: "hover" },
  devToolbar: { enabled: false },
  integrations: [withoutUnreadFiles(), withScriptPreloads()],
  security: {
    // What a page may load and where it may send: the pages' own site and nowhere else. Pages with cells also allow
    // them to be evaluated (layouts/chapter.astro). README says what no policy can close.
    csp: {
      directives: [
        "default-src 'self'",
        // Cells may make data, pictures, fonts and sound of their own; neither kind of address leads to a server.
        "connect-src 'self' data: blob:",
        "worker-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "object-src 'none'",
        "frame-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
      ],
      scriptDirective: { resources: ["'self'"] },
      // Formulas carry style attributes, Plot's charts a style element; styles can load only what the rest allows.
      styleDirective: { resources: ["'self'", "'unsafe-inline'"] },
    },
  },
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
