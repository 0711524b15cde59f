/** What the examples of the reference may name: it stands at the top of that page, and is run when one of them needs it. */
export const exampleValues: readonly { readonly id: string; readonly source: string; readonly text: string }[] = [
  {
    id: "exampleRun",
    text: "Two nets on the spiral: a plain one and one with shortcuts, two seeds each.",
    source: `const exampleRun = train(
  {"plain-8": plainMlp({depth: 8}), "residual-8": residualMlp({depth: 8})},
  {
    data: spiral(), seeds: [1, 2], steps: 60, probeAt: [0, 20, 60], evaluateEvery: 20,
    probes: ["gradient-norms", "parameter-gradients", "activations", "clipped", "weights", "updates", "branches", "block-changes"],
    keepParameters: true, keepState: true
  }
);`,
  },
  {
    id: "exampleImageRun",
    text: "A small net for images, on few of Shapes-10, for ten steps.",
    source: `const exampleImageRun = train(
  {"residual-8": residualNet({depth: 8, width: 4, inputShape: [16, 16, 3]})},
  {data: shapes({training: 512, test: 128}), seeds: [1], steps: 10, probeAt: [0, 10], keepParameters: true}
);`,
  },
];

/** The claim that the example of `verdict` judges. */
export const exampleClaim = {
  id: "E-reference",
  question: "Which of the two nets ends lower?",
  guess: { kind: "choice", choices: [{ words: "residual-8", atLeast: 0 }, { words: "plain-8" }] },
  rows: [],
  badge: "reproduced",
  source: "this page",
  measure: "training loss of plain-8 minus that of residual-8 at the end",
  atLeast: 0,
} as const;
