import { spawnSync } from "node:child_process";

/**
 * Builds the site into dist/, silently.
 * @param drafts chapters that are not open to readers yet are built too
 * @throws Error with all that the build said, where it fails
 */
export function buildSite({ drafts = false }: { readonly drafts?: boolean } = {}): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["node_modules/astro/bin/astro.mjs", "build"], {
    encoding: "utf8",
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", BASE_PATH: "/", ...(drafts && { DRAFTS: "1" }) },
  });
  if (status !== 0) throw new Error(`${stdout}${stderr}\nThe course could not be built; the messages above say why.`);
}
