import { choice } from "../core/kinds.ts";
import { identity1, identity2, identity3, identity4, identity5 } from "./identity-tables.ts";
import { imageNetResults } from "./image-net-results.ts";
import type { PaperTable } from "./paper-table.ts";
import { residual2, residual3, residual4, residual5, residual6 } from "./residual-tables.ts";
import { torchvision } from "./torchvision-table.ts";

/** Tables by id. What they count is counted when one is asked for. */
const tables = {
  "residual-2": residual2,
  "residual-3": residual3,
  "residual-4": residual4,
  "residual-5": residual5,
  "residual-6": residual6,
  "imagenet-results": imageNetResults,
  torchvision,
  "identity-1": identity1,
  "identity-2": identity2,
  "identity-3": identity3,
  "identity-4": identity4,
  "identity-5": identity5,
} as const satisfies Readonly<Record<string, () => PaperTable>>;

export type PaperTableId = keyof typeof tables;

const [firstId, ...otherIds] = Object.keys(tables) as [PaperTableId, ...PaperTableId[]];

export const paperTableIds: readonly PaperTableId[] = [firstId, ...otherIds];
export const paperTableKind = choice(firstId, ...otherIds);

export function findPaperTable(id: PaperTableId): PaperTable {
  return tables[id]();
}
