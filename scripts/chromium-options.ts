/**
 * How tests and recordings start Chromium: WebGL in software where there is no graphics processor, and nothing that
 * reaches for the network by itself.
 */
export const chromiumArguments = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
] as const;

/** Playwright's own argument that would switch WebGL off. */
export const ignoredDefaults = ["--disable-gpu"] as const;
