import type { Shape } from "../core/shape.ts";
import type { Architecture, GraphNode } from "../models/graph.ts";
import { layerNames } from "./python-names.ts";

/** One layer of a net as a line of Python. */
export interface Step {
  readonly node: GraphNode;
  /** The layer's name. */
  readonly name: string;
  /** Variables that it reads, and the one that it sets. */
  readonly inputs: readonly string[];
  readonly output: string;
  /** Shape of its first input for one example. */
  readonly inputShape: Shape;
  /** "Stem", "Stage 1, block 2", "Head"; null in a net without labelled blocks. */
  readonly section: string | null;
}

/**
 * The layers after the input, each with its variables. What only the next layer reads, and reads first, is called x; what
 * is read later, such as the input of a shortcut, or beside something else, such as the shortcut, keeps its layer's name.
 * @param inputName the variable that holds the net's input where x will not do
 */
export function listSteps({ nodes }: Architecture, inputName: string): Step[] {
  const names = layerNames(nodes);
  const variables = nodes.map(({ op }, at) => {
    if (isPassedOn(nodes, at)) return "x";
    return op === "input" ? inputName : (names[at] ?? "x");
  });
  const sections = sectionsOf(nodes);
  return nodes.flatMap((node, at) => {
    if (node.op === "input") return [];
    const inputs = node.inputs.map((from) => variables[from] ?? "x");
    const inputShape = nodes[node.inputs[0] ?? 0]?.shape ?? [];
    const [name = "", output = "x", section = null] = [names[at], variables[at], sections[at]];
    return [{ node, name, inputs, output, inputShape, section }];
  });
}

/** The variable of the net's input. */
export function inputVariable({ nodes }: Architecture, inputName: string): string {
  const at = nodes.findIndex(({ op }) => op === "input");
  return isPassedOn(nodes, at) ? "x" : inputName;
}

/** Whether nobody but the next layer reads this one's output; true for the last layer too. */
function isPassedOn(nodes: readonly GraphNode[], at: number): boolean {
  const last = nodes.findLastIndex(({ inputs }) => inputs.includes(at));
  return last === -1 || (last === at + 1 && nodes[last]?.inputs[0] === at);
}

/** Labels sit on the outputs of blocks, so that a layer belongs to the next label. */
function sectionsOf(nodes: readonly GraphNode[]): (string | null)[] {
  const sections: (string | null)[] = [];
  let section = nodes.some(({ block }) => block !== undefined) ? "Head" : null;
  for (const { block } of nodes.toReversed()) {
    if (block !== undefined) section = block.index === 0 ? "Stem" : `Stage ${block.stage}, block ${block.index}`;
    sections.unshift(section);
  }
  return sections;
}

/** Lines of code under a comment for each section of the net. */
export function inSections(steps: readonly Step[], line: (step: Step) => string | null): string[] {
  const lines: string[] = [];
  let last: string | null = null;
  for (const step of steps) {
    const text = line(step);
    if (text === null) continue;
    if (step.section !== last) lines.push(`# ${step.section}`);
    last = step.section;
    lines.push(text);
  }
  return lines;
}

/** Indents every line that is not empty by so many steps of four spaces. */
export function indent(lines: readonly string[], steps: number): string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(4 * steps) + line));
}

/** A number as Python writes it: 1e-5 rather than 0.00001. */
function numberText(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
}

/** A call's arguments: positional ones first, then the named ones that are given. */
export function callText(
  callee: string,
  positional: readonly (string | number)[],
  named: Readonly<Record<string, string | number | null>> = {},
): string {
  const textOf = (value: string | number): string => (typeof value === "number" ? numberText(value) : value);
  const given = Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [`${name}=${textOf(value)}`]));
  return `${callee}(${[...positional.map(textOf), ...given].join(", ")})`;
}

/** A list of names as a Python tuple, over several lines where one would be too long. */
export function tupleText(names: readonly string[], depth: number): string {
  const line = `(${names.join(", ")}${names.length === 1 ? "," : ""})`;
  if (line.length < 90) return line;
  const rows: string[] = [];
  for (const name of names) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + name.length < 90) rows[rows.length - 1] = `${last} ${name},`;
    else rows.push(`${name},`);
  }
  return ["(", ...indent(rows, depth + 1), `${" ".repeat(4 * depth)})`].join("\n");
}
