import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Unit tests. Those that need a browser are Playwright's: tests/browser/*.spec.ts. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Vitest would leave one processor free for itself: of two, half.
    maxWorkers: Math.min(8, availableParallelism()),
    // Some train small nets to the end; a slow machine may take its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
