import type { PatternName } from "./cell-patterns.ts";
/** What the controls of one cell can ask of the chapter around it. */
export interface ReaderTools {
  /** @param kind "text" is a cell that shows Markdown */
  add(afterId: string, kind: PatternName): void;
  move(cellId: string, direction: "up" | "down"): void;
  remove(cellId: string): void;
  /** Shows a link to the cell's edit in an element of the cell. */
  share(cellId: string, place: HTMLElement): void;
  /** Puts all edits aside, so that they can be brought back: something is about to replace one of them. */
  putAside(before: string): void;
  /** Tells those who do not see it what happened. */
  say(message: string): void;
}
