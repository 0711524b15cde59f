import { loadPart } from "../../browser/load-part.ts";
import { PartMissing } from "../../core/part-missing.ts";
import { attempt } from "../site/part-notice.ts";
import { cutPair, haltStep, pairSteps, type PairName, type PairRun, type RecordedPair } from "./pair-frame.ts";
import { keepGuess, readGuess, type PairGuess } from "./pair-guess.ts";
import { PairStage } from "./pair-stage.ts";
import { answerGuess, describeOutcome } from "./pair-words.ts";

/** How long a frame of the recording stays: slowly up to where it halts, then at the pace of a film. */
const slowMs = 900;
const quickMs = 260;

/** Plays the recording up to its question, and does what the buttons below it say. */
export function connectPair(document: Document): void {
  const root = document.querySelector<HTMLElement>("[data-pair]");
  const script = root?.querySelector("[data-pair-beginning]");
  if (root && script) new PairPlayer(root, JSON.parse(script.textContent ?? "") as RecordedPair).start();
}

/** What happens at the moment: a recording that plays, nothing, or a training, which can be stopped. */
type Act = { readonly kind: "rest" } | { readonly kind: "play" | "train"; readonly ending: AbortController };

class PairPlayer {
  readonly #root: HTMLElement;
  readonly #beginning: RecordedPair;
  readonly #stage: PairStage;
  #guess: PairGuess = readGuess();
  #act: Act = { kind: "rest" };
  /** The seed of the next training: another one each time. */
  #nextSeed: number;

  constructor(root: HTMLElement, beginning: RecordedPair) {
    this.#root = root;
    this.#beginning = beginning;
    this.#stage = new PairStage(root);
    this.#nextSeed = beginning.seed;
  }

  start(): void {
    for (const button of this.#root.querySelectorAll<HTMLButtonElement>("[data-guess]"))
      button.addEventListener("click", () => this.#choose(button.dataset["guess"] as PairName));
    const show = this.#button("[data-pair-show]");
    show.addEventListener("click", () => void attempt(show.parentElement ?? show, () => this.#showRest()));
    const train = this.#button("[data-pair-train]");
    train.addEventListener("click", () => void attempt(train.parentElement ?? train, () => this.#train()));
    this.#button("[data-pair-stop]").addEventListener("click", () => this.#end());
    train.hidden = false;
    this.#update();
    void this.#playBeginning();
  }

  #button(selector: string): HTMLButtonElement {
    return this.#root.querySelector(selector) as HTMLButtonElement;
  }

  #say(words: string): void {
    const status = this.#root.querySelector("[data-pair-status]");
    if (status && status.textContent !== words) status.textContent = words;
  }

  /** The buttons as they are to be at this moment. */
  #update(): void {
    const { guess, seen } = this.#guess;
    const isTraining = this.#act.kind === "train";
    const group = this.#root.querySelector<HTMLElement>("[data-pair-guess]");
    if (group) group.hidden = isTraining;
    for (const button of this.#root.querySelectorAll<HTMLButtonElement>("[data-guess]")) {
      button.setAttribute("aria-pressed", String(button.dataset["guess"] === guess));
      button.hidden = seen;
    }
    this.#button("[data-pair-show]").textContent = seen ? "Play the recording" : "Show me";
    const train = this.#button("[data-pair-train]");
    train.hidden = isTraining;
    this.#button("[data-pair-stop]").hidden = !isTraining;
    const isAgain = this.#nextSeed !== this.#beginning.seed;
    train.textContent = isAgain ? `Train both again, from seed ${this.#nextSeed}` : "Train both: a few seconds";
  }

  #choose(guess: PairName): void {
    this.#guess = { guess, seen: false };
    keepGuess(this.#guess);
    this.#update();
    this.#say(`You guess that ${guess} learns. Train both, or let the recording go on, to see.`);
  }

  /** The outcome is about to be seen. */
  #lock(): void {
    if (this.#guess.seen) return;
    this.#guess = { ...this.#guess, seen: true };
    keepGuess(this.#guess);
  }

  /** Ends what plays or trains. */
  #end(): void {
    if (this.#act.kind !== "rest") this.#act.ending.abort();
  }

  /** Where nothing else has begun since. */
  #rest(ended: AbortController): void {
    if (this.#act.kind !== "rest" && this.#act.ending === ended) this.#act = { kind: "rest" };
  }

  async #doing(kind: "play" | "train", work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#end();
    const ending = new AbortController();
    this.#act = { kind, ending };
    this.#update();
    try {
      await work(ending.signal);
    } finally {
      this.#rest(ending);
      this.#update();
    }
  }

  #playBeginning(): Promise<void> {
    const { guess, seen } = this.#guess;
    const asked = guess === null || seen ? "" : ` You guess ${guess}.`;
    return this.#doing("play", async (signal) => {
      const isDone = await this.#play(this.#beginning, { signal, from: 0, everyMs: slowMs });
      const halted = `Recorded, seed ${this.#beginning.seed}: step ${haltStep} of ${pairSteps}. Which one learns?`;
      if (isDone) this.#say(halted + asked);
    });
  }

  #showRest(): Promise<void> {
    return this.#doing("play", async (signal) => {
      const rest = await loadPart("The rest of the recording", () => import("./recorded-pair.json"));
      const run = rest.default satisfies RecordedPair;
      if (signal.aborted) return;
      this.#lock();
      this.#update();
      if (await this.#play(run, { signal, from: haltStep, everyMs: quickMs })) this.#answer(run, "Recorded");
    });
  }

  /** @returns whether it came to its end */
  async #play(
    run: PairRun,
    { signal, from, everyMs }: { readonly signal: AbortSignal; readonly from: number; readonly everyMs: number },
  ): Promise<boolean> {
    const frames = run.frames.filter(({ step }) => step >= from);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (const { step } of isStill ? frames.slice(-1) : frames) {
      this.#stage.show(cutPair(run, step));
      if (!isStill) await wait(everyMs, signal);
      if (signal.aborted) return false;
    }
    return true;
  }

  #train(): Promise<void> {
    const seed = this.#nextSeed;
    return this.#doing("train", async (signal) => {
      const startMs = performance.now();
      this.#say("Loading what trains …");
      const { trainPair } = await loadPart("What trains the nets", () => import("./train-pair.ts"));
      this.#lock();
      let last: (PairRun & { readonly engine: string }) | null = null;
      this.#say(`Training both from seed ${seed} …`);
      try {
        for await (const run of trainPair(seed, { signal })) {
          last = run;
          this.#stage.show(run);
        }
      } catch (error) {
        if (error instanceof PartMissing) throw error;
        return this.#say(
          `The nets could not be trained here. ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      const step = last?.frames.at(-1)?.step ?? 0;
      if (last === null || step < pairSteps) return this.#say(`Stopped after ${step} of ${pairSteps} steps.`);
      this.#nextSeed++;
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
      this.#answer(last, `Trained here in ${seconds} s (${last.engine}), seed ${seed}`);
    });
  }

  #answer(run: PairRun, how: string): void {
    this.#say(`${answerGuess(this.#guess.guess, run)}${describeOutcome(run)} ${how}.`);
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
