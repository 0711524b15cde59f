import type { Wish } from "../contract/wish.ts";

interface Open {
  current: Wish;
  readonly listeners: Set<() => void>;
}

/** What the page wishes of each request that is being worked on. */
export class Wishes {
  readonly #open = new Map<number, Open>();

  begin(id: number): void {
    this.#open.set(id, { current: "go on", listeners: new Set() });
  }

  end(id: number): void {
    this.#open.delete(id);
  }

  /** A wish for a request that has been answered already is of no use. An end that was wished for stays wished for. */
  set(id: number, wish: Wish): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    if (!this.isEnding(id) || wish === "cancel") open.current = wish;
    for (const listener of open.listeners) listener();
    open.listeners.clear();
  }

  of(id: number): Wish {
    return this.#open.get(id)?.current ?? "go on";
  }

  isEnding(id: number): boolean {
    const wish = this.of(id);
    return wish === "stop" || wish === "cancel";
  }

  /** Resolves at the next wish. */
  next(id: number): Promise<void> {
    return new Promise((resolve) => this.#open.get(id)?.listeners.add(resolve));
  }
}
