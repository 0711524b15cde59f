import astro from "eslint-plugin-astro";
import tseslint from "typescript-eslint";
import { importDirection } from "./scripts/lint/import-direction.js";
import { rooms } from "./scripts/lint/rooms.js";

export default tseslint.config(
  { ignores: ["dist", ".astro", ".cache", "node_modules", "public"] },
  ...tseslint.configs.strict,
  ...astro.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-restricted-properties": [
        "error",
        {
          object: "Math",
          property: "random",
          message: "Draw from the seeded generator in src/core/random.ts, so that a run can be repeated.",
        },
      ],
      eqeqeq: "error",
    },
  },
  {
    files: ["src/**/*.{ts,astro}"],
    plugins: { house: { rules: { "import-direction": importDirection } } },
    rules: { "house/import-direction": ["error", rooms] },
  },
  {
    files: [
      "src/{models,data,notebook,kernels}/**/*.ts",
      "src/training/{contract,engines,step,compiled,probes,analysis,worker}/**/*.ts",
    ],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "document", message: "This folder also runs in a worker or in Node, where there is no document." },
      ],
    },
  },
);
