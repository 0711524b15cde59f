import { basicUnit } from "../models/conv-units.ts";
import type { Connection } from "../models/connections.ts";
import type { SymbolicTensor } from "../models/symbolic.ts";
import type { BlockCall } from "../models/stages.ts";
import type { ConvStyle } from "../models/conv-units.ts";
import { findPaperTable } from "../papers/paper-tables.ts";
import { qualify } from "../papers/paper-table.ts";
import { multiplyShortcuts, type ShortcutProducts } from "./shortcut-products.ts";

/** What `sixShortcuts` has as its value. */
export interface PickedShortcut {
  /** "shortcut-only gate, b = −6", or "3 kinds, mixed". */
  readonly name: string;
  /** Of a block that is set now: an option of residualNet. */
  readonly connection: Connection;
  /** One for each block, first to last. */
  readonly connections: readonly Connection[];
  readonly mixed: boolean;
  /** Size of a signal behind all shortcuts, as a multiple of what went in. */
  readonly product: number;
  /** Cosine between what comes out and what went in: 1 for everything but projections. */
  readonly direction: number;
  /** For stagedNet: each of its blocks has the connection of the block here at the same share of the depth. */
  readonly block: (x: SymbolicTensor, call: BlockCall & ConvStyle) => SymbolicTensor;
}

const seed = 54;

export function pickShortcuts(connection: Connection, connections: readonly Connection[]): PickedShortcut {
  const kinds = new Set(connections.map((each) => JSON.stringify(each)));
  const mixed = kinds.size > 1;
  const { sizes, direction } = productsOf(connections);
  return {
    name: mixed ? `${kinds.size} shortcuts, mixed` : titleOf(connections[0] ?? connection),
    ...{ connection, connections, mixed, direction },
    product: sizes.at(-1) ?? 1,
    block: blockOf(connections),
  };
}

export function productsOf(connections: readonly Connection[]): ShortcutProducts {
  return multiplyShortcuts(connections, seed);
}

const blocks = new Map<string, PickedShortcut["block"]>();

/** The same function for the same connections, so that a cell that has it as an input knows it again. */
function blockOf(connections: readonly Connection[]): PickedShortcut["block"] {
  const key = JSON.stringify(connections);
  const known = blocks.get(key);
  if (known !== undefined) return known;
  const block: PickedShortcut["block"] = (x, { filters, stride, number, count, batchNorm, initializer }) => {
    const connection = connections[Math.floor(((number - 1) * connections.length) / count)];
    const style = { batchNorm: batchNorm ?? true, initializer: initializer ?? "he-normal" };
    return basicUnit(x, { filters, stride, ...style, connection: connection ?? { kind: "identity" } });
  };
  blocks.set(key, block);
  return block;
}

export function titleOf(connection: Connection): string {
  const signed = (value: number): string => String(value).replace("-", "−");
  switch (connection.kind) {
    case "identity":
      return "identity";
    case "constant-scaling":
      return `constant scaling, ${signed(connection.shortcutScale)}·x + ${signed(connection.branchScale)}·F`;
    case "exclusive-gating":
      return `exclusive gate, b = ${signed(connection.bias)}`;
    case "shortcut-only-gating":
      return `shortcut-only gate, b = ${signed(connection.bias)}`;
    case "convolution":
      return connection.initializer === "identity" ? "1×1 convolution, from the identity" : "1×1 convolution";
    case "dropout":
      return `dropout, rate ${connection.rate}`;
  }
}

/** What Table 1 reports of a shortcut, in a sentence. */
export function reportedOf(connection: Connection): string {
  const { rows, source } = findPaperTable("identity-1");
  const name = rowNameOf(connection);
  const row = name === null ? undefined : rows.find((each) => each.name === name);
  const error = qualify(row?.values["error"]);
  if (error === null) return `${source} has no such setting.`;
  const result =
    error.value === null ? `“${error.text ?? ""}”: ${error.note ?? ""}` : `${error.value.toFixed(2)} % test error`;
  return `Reported for 110 layers on CIFAR-10: ${result} (${source}).`;
}

function rowNameOf(connection: Connection): string | null {
  switch (connection.kind) {
    case "identity":
      return "original: 1, 1";
    case "constant-scaling":
      return `constant scaling: ${connection.shortcutScale}, ${connection.branchScale}`;
    case "exclusive-gating":
      return connection.bias <= 0 && connection.bias >= -5 && Number.isInteger(connection.bias)
        ? "exclusive gating, b from 0 to −5"
        : `exclusive gating, b = ${String(connection.bias).replace("-", "−")}`;
    case "shortcut-only-gating":
      return `shortcut-only gating, b = ${String(connection.bias).replace("-", "−")}`;
    case "convolution":
      return connection.initializer === "identity" ? null : "1 × 1 convolution, 1";
    case "dropout":
      return connection.rate === 0.5 ? "dropout 0.5, 1" : null;
  }
}
