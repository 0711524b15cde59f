/** What the measurement asks of a generated chapter. */
export interface CellsChapter {
  readonly markdown: string;
  /** The one that half of the others follow, directly or through each other. */
  readonly knob: string;
  /** Cells that show a number made from the knob: the last of the chain and of the fan. */
  readonly followers: readonly { readonly id: string; readonly factor: number; readonly offset: number }[];
  /** A cell that one other follows, in a chapter of any length. */
  readonly lone: string;
  readonly loneFollower: string;
}

/**
 * A chapter of so many cells: a quarter is a chain behind the knob, a quarter follows it side by side, an eighth are
 * charts, an eighth wait for Run, and the rest have nothing to do with each other.
 */
export function writeCellsChapter(count: number): CellsChapter {
  const chain = Math.floor(count / 4);
  const charts = Math.floor(count / 8);
  const cells = [
    ["knob", "const knob = 1;"],
    ...times(chain - 1, (at) => [`link${at}`, `const link${at} = ${at === 1 ? "knob" : `link${at - 1}`} + 1;`]),
    ["chain-end", `link${chain - 1} + 0`],
    ...times(chain, (at) => [`fan${at}`, `knob * ${at}`]),
    ...times(charts, (at) => [
      `chart${at}`,
      `Plot.lineY([${at}, 3, 2, 5, 4], {y: (d) => d * knob}).plot({height: 120})`,
    ]),
    ...times(charts, (at) => [`manual${at}`, `const manual${at} = knob * ${at};`, "run=manual"]),
    ["lone", "const lone = 1;"],
    ["lone-follower", "lone * 2"],
    ...times(count - 2 * chain - 2 * charts - 3, (at) => [`other${at}`, `({at: ${at}, name: "cell ${at}"})`]),
  ];
  const fences = cells.map(
    ([id, source, more = ""]) => `Text before ${id}.\n\n\`\`\`js id=${id} ${more}\n${source}\n\`\`\`\n`,
  );
  return {
    markdown: `---\ntitle: Cells\nnumber: 90\nsummary: A page of ${count} cells.\nminutes: 1\n---\n\n${fences.join("\n")}`,
    knob: "knob",
    followers: [
      { id: "chain-end", factor: 1, offset: chain - 1 },
      { id: `fan${chain}`, factor: chain, offset: 0 },
    ],
    lone: "lone",
    loneFollower: "lone-follower",
  };
}

function times(count: number, make: (at: number) => readonly string[]): (readonly string[])[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}
