import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

/** A recorded run as pages fetch it has the hash of its value in its name. */
const fetched = /\.[0-9a-f]{10}\.json$/;

/**
 * Leaves out of the built site what no page reads: recordings as they were made, with the hashes of their code, the
 * README's picture, and fonts in forms for browsers that could not run the course.
 */
export function withoutUnreadFiles(): AstroIntegration {
  return {
    name: "without-unread-files",
    hooks: {
      "astro:config:setup": ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [{ name: "woff2-only", enforce: "pre", transform: withoutOldFonts }] } });
      },
      "astro:build:done": ({ dir }) => {
        const folder = fileURLToPath(dir);
        rmSync(join(folder, "course.png"), { force: true });
        const recordings = join(folder, "recordings");
        for (const name of readdirSync(recordings, { recursive: true, encoding: "utf8" }))
          if (name.endsWith(".json") && !fetched.test(name)) rmSync(join(recordings, name));
      },
    },
  };
}

/** KaTeX names each of its fonts three times. */
function withoutOldFonts(code: string, id: string): string | undefined {
  if (!/katex(?:\.min)?\.css$/.test(id.replace(/\?.*$/, ""))) return undefined;
  return code.replace(/,\s*url\([^)]*\)\s*format\("(?:woff|truetype)"\)/g, "");
}
