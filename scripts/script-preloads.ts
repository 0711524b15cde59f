import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { findModules } from "./page-modules.ts";

/**
 * Names every page's scripts in its head. They stand at its end, and what they import is known only when they are there:
 * on a slow line that was three journeys after the whole text. They are fetched after what the first paint needs, and not
 * compiled before they run, as `rel="modulepreload"` would have it: the first paint waits for that.
 */
export function withScriptPreloads(): AstroIntegration {
  let base = "/";
  return {
    name: "with-script-preloads",
    hooks: {
      "astro:config:done": ({ config }) => {
        base = config.base.endsWith("/") ? config.base : `${config.base}/`;
      },
      "astro:build:done": ({ dir }) => {
        const site = fileURLToPath(dir);
        for (const name of readdirSync(site, { recursive: true, encoding: "utf8" }))
          if (name.endsWith(".html")) nameScripts(site, join(site, name), base);
      },
    },
  };
}

function nameScripts(site: string, file: string, base: string): void {
  const html = readFileSync(file, "utf8");
  const links = findModules(site, html, base).map(
    (address) => `<link rel="preload" as="script" crossorigin fetchpriority="low" href="${address}">`,
  );
  writeFileSync(
    file,
    html.replace("</head>", () => `${links.join("")}</head>`),
  );
}
