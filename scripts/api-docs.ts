import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { readApi } from "./api-docs/read-api.ts";

/**
 * Writes src/editor/api-docs.json, from which the editor completes and explains the course's functions: `npm run docs`,
 * after a change of their names, options or comments.
 */
const root = fileURLToPath(new URL("../", import.meta.url));
const path = `${root}src/editor/api-docs.json`;
const docs = readApi(root);
const config = await resolveConfig(path);
writeFileSync(path, await format(JSON.stringify(docs), { ...config, plugins: [], parser: "json" }));
console.log(`${docs.length} functions described in src/editor/api-docs.json`);
