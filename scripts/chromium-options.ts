/**
 * How tests and recordings start Chromium: WebGL in software where there is no graphics processor, and nothing that
 * reaches for the network by itself.
 */
export const chromiumArguments = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  // Pages are painted by the processor itself: through WebGL in software, painting takes half of all the time.
  "--disable-gpu-compositing",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
] as const;

/** Playwright's own argument that would switch WebGL off. */
export const ignoredDefaults = ["--disable-gpu"] as const;
