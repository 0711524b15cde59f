import { htmlElement } from "../browser/elements.ts";
import { describeBytes } from "../core/byte-size.ts";
import { formatShape } from "../core/shape.ts";
import { dataTable } from "../charts/frame/data-table.ts";
import { formatCount } from "../charts/frame/number-format.ts";
import type { Designed, GoalState } from "./design-value.ts";

/** What follows from a design: its totals, how far it is from its goal, a table of its parts, and the net as code. */
export interface DesignResults {
  readonly totals: HTMLElement;
  readonly goal: HTMLElement;
  readonly table: HTMLElement;
  readonly code: HTMLElement;
  readonly show: (designed: Designed) => void;
}

export function designResults(): DesignResults {
  const totals = htmlElement("dl", "design-totals");
  const goal = htmlElement("div", "design-goal");
  const table = htmlElement("div", "design-parts");
  const source = htmlElement("code", {});
  const code = htmlElement(
    "details",
    "wiring-code",
    htmlElement("summary", {}, "Take it along: the net as code"),
    htmlElement("pre", { tabindex: 0, role: "region", "aria-label": "The net as code" }, source),
  );
  const show = (designed: Designed): void => {
    totals.replaceChildren(...totalsOf(designed).flatMap(([term, value]) => pair(term, value)));
    goal.replaceChildren(...(designed.net.goal === null ? [] : goalRows(designed.net.goal)));
    table.replaceChildren(partsTable(designed));
    source.textContent = designed.net.code;
  };
  return { totals, goal, table, code, show };
}

function totalsOf({ net, totals }: Designed): readonly (readonly [string, string])[] {
  return [
    ["Net", net.name],
    ["Depth", `${net.depth} layers`],
    ["Parameters", formatCount(totals.parameters)],
    ["Multiply-adds", formatCount(totals.multiplyAdds)],
    ["Activations", formatCount(totals.activations)],
    ["Memory", describeBytes(totals.memory)],
  ];
}

function pair(term: string, value: string): HTMLElement[] {
  return [htmlElement("div", {}, htmlElement("dt", {}, term), htmlElement("dd", {}, value))];
}

function partsTable({ parts, totals, net }: Designed): HTMLElement {
  const rows = parts.map(({ stage, shape, parameters, multiplyAdds, activations, memory }) => [
    stage,
    formatShape(shape),
    ...[parameters, multiplyAdds, activations].map(formatCount),
    describeBytes(memory),
  ]);
  const foot = [
    "Whole net",
    "",
    ...[totals.parameters, totals.multiplyAdds, totals.activations].map(formatCount),
    describeBytes(totals.memory),
  ];
  const columns = ["Part", "Puts out", "Parameters", "Multiply-adds", "Activations", "Memory"];
  return dataTable({ columns, rows, foot }, `Every part of ${net.name}`);
}

/** A track whose middle mark is the budget: the bar is what the net costs. */
function goalRows(goal: GoalState): HTMLElement[] {
  const length = Math.min(1, goal.share / 2);
  const bar = htmlElement("span", { class: "design-bar", style: `width: ${(100 * length).toFixed(1)}%` });
  return [
    htmlElement("p", `design-verdict${goal.met ? " met" : ""}`, describeGoal(goal)),
    htmlElement("span", { class: "design-track", "aria-hidden": "true" }, bar),
  ];
}

/** How far a net is from its budget, in words. */
export function describeGoal({ macs, share, met, within, block }: GoalState): string {
  const wanted = `${(macs / 1e9).toFixed(3)} billion multiply-adds, within ${percent(within)}`;
  const how = block === undefined ? "" : ` with ${block} blocks`;
  if (met) return `Hit: ${percent(share)} of ${(macs / 1e9).toFixed(3)} billion multiply-adds${how}.`;
  const off = share < 1 ? `${percent(1 - share)} below` : `${percent(share - 1)} above`;
  const isRightCost = Math.abs(share - 1) <= within;
  return `Budget${how}: ${wanted}. ${isRightCost ? "The cost is right, the blocks are others." : `This net is ${off}.`}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
