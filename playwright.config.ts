import { defineConfig } from "@playwright/test";
import { chromiumArguments, ignoredDefaults } from "./scripts/chromium-options.ts";
import { findChromium } from "./scripts/find-chromium.ts";
import { findFreePort } from "./scripts/find-free-port.ts";

// Every worker reads this file again and must come to the same answers.
const port = (process.env["SITE_PORT"] ??= String(await findFreePort()));
const executablePath = (process.env["CHROMIUM_PATH"] ??= findChromium());
const url = `http://localhost:${port}/`;

/** Browser tests, against the built site in dist/. One worker: training takes all the processor it can get. */
export default defineConfig({
  testDir: "tests/browser",
  outputDir: ".cache/browser-tests",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL: url,
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath, args: [...chromiumArguments], ignoreDefaultArgs: [...ignoredDefaults] },
  },
  webServer: { command: `node scripts/serve-site.ts ${port}`, url, reuseExistingServer: false, stdout: "ignore" },
});
