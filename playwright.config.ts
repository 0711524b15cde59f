import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { chromiumArguments, ignoredDefaults } from "./scripts/chromium-options.ts";
import { findChromium } from "./scripts/find-chromium.ts";
import { findFreePort } from "./scripts/find-free-port.ts";

// Every worker reads this file again and must come to the same answers.
const port = (process.env["SITE_PORT"] ??= String(await findFreePort()));
const executablePath = (process.env["CHROMIUM_PATH"] ??= findChromium());
const url = `http://localhost:${port}/`;

/** What trains for long: each of these keeps a processor busy. */
const trainings =
  /\/(analysis|cifar|compiled-engine|degradation|engine|exercises|front-training|memory|pool)\.spec\.ts$/;

/** Browser tests, against the built site in dist/. */
export default defineConfig({
  testDir: "tests/browser",
  outputDir: ".cache/browser-tests",
  // Unit tests of src/browser stand beside these.
  testMatch: "**/*.spec.ts",
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  projects: [
    { name: "pages", testIgnore: trainings, fullyParallel: true },
    { name: "trainings", testMatch: trainings, fullyParallel: true },
  ],
  retries: 0,
  forbidOnly: true,
  // Limits against hanging, not measures: two workers share the cores, and axe takes minutes on a long chapter.
  timeout: 360_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    baseURL: url,
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath, args: [...chromiumArguments], ignoreDefaultArgs: [...ignoredDefaults] },
  },
  webServer: { command: `node scripts/serve-site.ts ${port}`, url, reuseExistingServer: false, stdout: "ignore" },
});
