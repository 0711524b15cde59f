import astro from "eslint-plugin-astro";
import tseslint from "typescript-eslint";

/**
 * The house's import directions. Each folder names the folders it must not reach into, with the reason a newcomer
 * reads when the linter refuses the import. Files import each other by relative path, so the patterns are paths.
 */
const directions = {
  core: ["it is the ground floor: shapes, random numbers and errors import nothing", "*"],
  glossary: ["the glossary is words, and knows nothing of who shows them", "*"],
  models: [
    "architectures are plain data and know neither training nor page",
    "data training kernels notebook host editor charts claims export components layouts pages",
  ],
  data: [
    "data sets are generated from a seed and know neither training nor page",
    "models training kernels notebook host editor charts claims export components layouts pages",
  ],
  kernels: [
    "kernels are programs for one operation and know nothing above core",
    "models data training notebook host editor charts claims export components layouts pages",
  ],
  training: [
    "training knows no page: it runs in a worker",
    "notebook host editor charts claims export components layouts pages",
  ],
  charts: [
    "a chart draws plain data and does not know who computed it",
    "notebook host editor claims export components layouts pages kernels",
  ],
  claims: ["claims are judged from plain data", "host editor export components layouts pages kernels"],
  notebook: [
    "the notebook compiler turns text into data and knows no page",
    "models data training kernels host editor charts claims export components layouts pages",
  ],
  host: ["the host runs cells; editing and pages are built on it", "editor components layouts pages kernels"],
  editor: [
    "the editor changes a cell's text; pages are built on it",
    "components layouts pages kernels training models data",
  ],
  export: [
    "exports turn an architecture, or a chapter as plain data, into files; who asks for them hands them over",
    "data training kernels host editor charts claims components layouts pages",
  ],
  components: ["components are placed by layouts and pages", "layouts pages kernels"],
  layouts: ["layouts are placed by pages", "pages kernels"],
};

function directionRules([folder, [reason, forbidden]]) {
  const group =
    forbidden === "*" ? ["../*"] : forbidden.split(" ").flatMap((name) => [`../${name}/*`, `**/src/${name}/*`]);
  return {
    files: [`src/${folder}/**/*.{ts,astro}`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group, message: `src/${folder} must not import this: ${reason}.` }] },
      ],
    },
  };
}

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
  ...Object.entries(directions).map(directionRules),
  {
    files: ["src/{models,data,notebook,kernels}/**/*.ts", "src/training/{loop,worker}.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "document", message: "This folder also runs in a worker or in Node, where there is no document." },
      ],
    },
  },
);
