import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { createServer } from "vite";
import type * as Reader from "./api-docs/read-library.ts";

/**
 * Writes src/editor/api-docs.json, from which the editor completes and explains the course's functions and the reference
 * shows them: `npm run docs`, after a change of what a function declares.
 */
const root = fileURLToPath(new URL("../", import.meta.url));
const path = `${root}src/editor/api-docs.json`;
// Not runnerImport: it closes before the library's parts, which are imported when they are asked for, have come.
const server = await createServer({
  ...{ root, configFile: false, logLevel: "warn", appType: "custom" },
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const reader = (await server.ssrLoadModule("/scripts/api-docs/read-library.ts")) as typeof Reader;
const docs = await reader.readLibrary();
await server.close();
const config = await resolveConfig(path);
writeFileSync(path, await format(JSON.stringify(docs), { ...config, plugins: [], parser: "json" }));
console.log(`${docs.length} functions described in src/editor/api-docs.json`);
