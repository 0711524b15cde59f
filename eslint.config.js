import astro from "eslint-plugin-astro";
import tseslint from "typescript-eslint";
import { importDirection } from "./scripts/lint/import-direction.js";
import { forAll, forPageless, forSource } from "./scripts/lint/restrictions.js";
import { rooms } from "./scripts/lint/rooms.js";

export default tseslint.config(
  // Solutions and wrong answers are cells: what they define is for others.
  { ignores: ["dist", ".astro", ".cache", "node_modules", "public", "homework-sample/{solutions,wrong}"] },
  ...tseslint.configs.strict,
  ...astro.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      ...forAll,
      eqeqeq: "error",
    },
  },
  {
    // A promise that nobody waits for hides its failure. Scripts within .astro files are left without types.
    files: ["{src,scripts,tests}/**/*.ts"],
    ignores: ["src/**/*.astro/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
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
    // The last two: scripts within pages.
    files: ["src/**/*.{ts,js,astro}", "src/**/*.astro/*.{js,ts}"],
    ignores: ["src/browser/**"],
    rules: forSource,
  },
  {
    files: [
      "src/{core,glossary,models,data,signals,notebook,kernels,course,homework}/**/*.ts",
      "src/training/{contract,saved,results,engines,step,compiled,probes,analysis,worker}/**/*.ts",
    ],
    ignores: ["src/homework/report/page/**"],
    rules: forPageless,
  },
);
