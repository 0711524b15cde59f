/** What a new cell starts from. */
export interface CellPattern {
  /** On the button: "Add training below". */
  readonly label: string;
  readonly run: "auto" | "manual";
  readonly source: string;
}

/** Worked beginnings for cells of the reader's own; each stands by itself and is there to be changed. */
export const cellPatterns = {
  auto: { label: "Add cell below", run: "auto", source: "" },
  manual: { label: "Add manual cell below", run: "manual", source: "" },
  text: {
    label: "Add text below",
    run: "auto",
    source: "md`\nWrite **Markdown** here, with values: ${1 + 1}.\n`",
  },
  training: {
    label: "Add a training below",
    run: "manual",
    source:
      "const myRuns = train(\n  {small: plainMlp({depth: 4}), deep: residualMlp({depth: 20})},\n" +
      "  {data: spiral(), seeds: [1], steps: 100, learningRate: 0.02}\n);",
  },
  figure: {
    label: "Add a figure below",
    run: "auto",
    source: "// Of any training of this page.\nlearningCurvesChart(myRuns, {chance: Math.log(3)})",
  },
  net: {
    label: "Add a net below",
    run: "auto",
    source:
      "const myNet = (() => {\n  let x = relu(dense(input([2]), {units: 32}));\n" +
      "  for (let block = 0; block < 4; block++) x = relu(add(dense(x, {units: 32}), x));\n" +
      '  return architecture(dense(x, {units: 3}), {name: "my net"});\n})();',
  },
  knob: {
    label: "Add a knob below",
    run: "auto",
    source: 'const myNumber = view(Inputs.range([1, 100], {label: "My number", step: 1, value: 20}));',
  },
} as const satisfies Record<string, CellPattern>;

export type PatternName = keyof typeof cellPatterns;
