import { lossPath } from "./loss-line.ts";
import { pairNames, type PairRun } from "./pair-frame.ts";
import { describeNet } from "./pair-words.ts";
import { planePaths } from "./plane-drawing.ts";

/** The two panels: they show a run as far as it has come. */
export class PairStage {
  readonly #panels: readonly HTMLElement[];

  constructor(root: HTMLElement) {
    this.#panels = pairNames.map((name) => {
      const panel = root.querySelector<HTMLElement>(`[data-pair-panel="${name}"]`);
      if (panel === null) throw new Error(`the page has no panel for ${name}`);
      return panel;
    });
  }

  /** Draws the newest frame and all losses. */
  show(run: PairRun): void {
    const frame = run.frames.at(-1);
    for (const [net, panel] of this.#panels.entries()) {
      const map = frame?.maps[net];
      const shades = panel.querySelectorAll(".shade");
      if (map !== undefined) planePaths(map).forEach((d, at) => shades[at]?.setAttribute("d", d));
      this.showLosses(net, run.losses[net] ?? []);
      const words = describeNet(net, run);
      panel.querySelector(".pair-drawings")?.setAttribute("aria-label", words);
      const now = panel.querySelector("[data-pair-now]");
      if (now) now.textContent = words.slice(words.indexOf(" ") + 1);
    }
  }

  /** Losses come more often than maps. */
  showLosses(net: number, losses: readonly number[]): void {
    this.#panels[net]?.querySelector(".line")?.setAttribute("d", lossPath(losses));
  }
}
