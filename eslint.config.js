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
    files: ["src/{charts,claims,components,layouts,pages}/**/*.{ts,astro}"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...["Literal[value=/^#(?:[0-9a-f]{3,4}){1,2}$/i]", "Literal[value=/\\b(?:rgb|hsl)a?\\(/]"].map((selector) => ({
          selector,
          message: "Colours stand in src/styles/tokens.css: name one of them, as in var(--ink).",
        })),
      ],
    },
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
