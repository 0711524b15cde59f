import type { StoredAnswer } from "../../host/reader/answer-store.ts";
import { isBusy } from "../../host/cell/cell-state.ts";
import type { Notebook } from "../../host/notebook.ts";
import { endsInTime } from "../../host/patience.ts";
import type { ExerciseCheck } from "../../notebook/chapter.ts";
import type { PageExercise } from "../../notebook/page-cells.ts";
import { readCheckValue, type CheckOutcome } from "./check-value.ts";
import type { ExerciseProgress } from "../../browser/exercise-progress.ts";
import { Explanation } from "./explanation.ts";
import { describeGiven } from "./given-answer.ts";
import { htmlElement } from "../../browser/elements.ts";

const words: Readonly<Record<CheckOutcome["grade"], string>> = {
  "got-it": "got it",
  "keep-working": "keep working",
  missing: "still missing",
};

const glyphs: Readonly<Record<CheckOutcome["grade"], string>> = { "got-it": "✓", "keep-working": "→", missing: "○" };

/** Gives every exercise of the page its button "Check". */
export function connectExercises(
  root: ParentNode,
  {
    notebook,
    exercises,
    progress,
  }: { notebook: Notebook; exercises: readonly PageExercise[]; progress: ExerciseProgress },
): void {
  for (const exercise of exercises) {
    const box = root.querySelector<HTMLElement>(`.exercise[data-exercise="${CSS.escape(exercise.id)}"]`);
    const place = box?.querySelector<HTMLElement>(".exercise-outcome");
    if (box && place) new ExerciseBox({ exercise, notebook, progress }, box, place);
  }
}

interface Parts {
  readonly exercise: PageExercise;
  readonly notebook: Notebook;
  readonly progress: ExerciseProgress;
}

/** One exercise: runs the learner's answer and its visible checks when asked, and says how far it is. */
class ExerciseBox {
  #exercise: PageExercise;
  #notebook: Notebook;
  #box: HTMLElement;
  #list = htmlElement("ul", "exercise-checks");
  #summary = htmlElement("p", "exercise-summary");
  #button = htmlElement("button", "cell-button exercise-check", "Check");
  #resetButton = htmlElement("button", "cell-button exercise-reset");
  #explanation: Explanation;
  #progress: ExerciseProgress;
  #attempt = 0;
  /** What the inputs were answered when the outcome was last looked at. */
  #answer: StoredAnswer | null = null;
  /** The answer that was taken back, until there is another one. */
  #former: StoredAnswer | null = null;

  constructor({ exercise, notebook, progress }: Parts, box: HTMLElement, place: HTMLElement) {
    this.#exercise = exercise;
    this.#notebook = notebook;
    this.#box = box;
    this.#progress = progress;
    this.#explanation = new Explanation(box, { id: exercise.id, progress });
    this.#button.type = "button";
    this.#button.setAttribute("aria-label", `Check: ${exercise.id}`);
    this.#button.addEventListener("click", () => void this.#check());
    this.#summary.setAttribute("role", "status");
    this.#resetButton.type = "button";
    this.#resetButton.addEventListener("click", () => this.#resetOrUndo());
    const { button: explain } = this.#explanation;
    place.append(
      htmlElement("div", "exercise-bar", this.#button, this.#resetButton, explain, this.#summary),
      this.#list,
    );
    // What was checked is no longer what stands there.
    box.addEventListener("input", () => this.#forget());
    notebook.subscribe((id, { state }) => {
      if (id !== exercise.cell) return;
      if (state.kind === "stale") this.#forget();
      this.#showAnswer();
    });
    this.#showAnswer();
  }

  /** Also where it changed in another tab. */
  #showAnswer(): void {
    const { cell, id } = this.#exercise;
    const answer = cell === null ? null : this.#notebook.answers.read(cell);
    if (answer !== this.#answer) this.#forget();
    this.#answer = answer;
    if (answer) this.#former = null;
    this.#resetButton.hidden = !answer && !this.#former;
    const label = answer ? "Reset answer" : "Undo";
    if (this.#resetButton.textContent === label) return;
    this.#resetButton.textContent = label;
    this.#resetButton.setAttribute("aria-label", `${label}: ${id}`);
  }

  #resetOrUndo(): void {
    const { cell } = this.#exercise;
    if (cell === null) return;
    const [answer, former] = [this.#answer, this.#former];
    this.#former = answer;
    this.#notebook.answers.set(cell, answer ? null : former);
    this.#summary.textContent = answer ? "Your answer is taken back." : "Your answer is back.";
  }

  async #check(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#summary.textContent = "Checking …";
    try {
      const problem = await this.#runAnswer();
      const outcomes: CheckOutcome[] = [];
      if (problem === null)
        for (const [at, check] of this.#exercise.checks.entries()) outcomes.push(await this.#evaluate(check, at));
      if (attempt !== this.#attempt) return;
      if (problem === null) this.#show(outcomes);
      else this.#giveUp(problem);
    } catch (error) {
      if (attempt === this.#attempt) this.#giveUp(`The check failed: ${messageOf(error)}`);
    }
  }

  /**
   * A cell that is up to date keeps its value: running it anew would take a choice back.
   * @returns why there is nothing to check; null where there is
   */
  async #runAnswer(): Promise<string | null> {
    const { cell, timeoutSeconds } = this.#exercise;
    if (cell === null || !this.#notebook.cells.includes(cell)) return null;
    const state = this.#notebook.state(cell);
    if (state.kind === "done") return null;
    const run = isBusy(state) ? this.#notebook.ended(cell) : this.#notebook.run(cell);
    if (await endsInTime(run, this.#notebook, { id: cell, patienceMs: 1000 * timeoutSeconds })) return null;
    return this.#describeHang(cell);
  }

  /** Code that counts no steps waits for what never comes; what trains, rests or stands in line is left alone. */
  #describeHang(cell: string): string {
    const { timeoutSeconds } = this.#exercise;
    const state = this.#notebook.state(cell);
    const late = `Your answer gave no sign for ${timeoutSeconds} seconds`;
    if (state.kind === "running" && state.progress === null) {
      this.#notebook.stop(cell);
      return `${late} and was stopped. Look for an await or a loop that does not end.`;
    }
    if (state.kind === "queued" && state.place === null) {
      const busy = this.#findBusy({ inputs: this.#inputsOf(cell) });
      return `${late}: it waits for ${busy ? `cell ${busy}` : "its inputs"}. Check again once that has a value.`;
    }
    return `${late}. Check again once it has ended.`;
  }

  #inputsOf(cell: string): readonly string[] {
    return this.#notebook.graph.find(({ id }) => id === cell)?.compiled.inputs ?? [];
  }

  /** The nearest cell that names hang on and that is still at work. */
  #findBusy(code: Pick<ExerciseCheck["compiled"], "inputs">): string | null {
    return this.#notebook.findNeeded(code).find(({ state }) => isBusy(state))?.id ?? null;
  }

  async #evaluate(check: ExerciseCheck, at: number): Promise<CheckOutcome> {
    const { compiled, hint } = check;
    const { id, timeoutSeconds } = this.#exercise;
    const late = new AbortController();
    const timer = setTimeout(() => {
      const busy = this.#findBusy(compiled);
      const cause = busy ? `: cell ${busy} is still at work` : "";
      late.abort(new Error(`No answer within ${timeoutSeconds} seconds${cause}.`));
    }, 1000 * timeoutSeconds);
    try {
      const value = this.#notebook.evaluate(`${id}-check-${at + 1}`, compiled, late.signal);
      const found = await untilAborted(value, late.signal);
      if (found !== null && found !== undefined) return readCheckValue(found, hint);
      return readCheckValue(found, hint, await untilAborted(this.#given(check), late.signal));
    } catch (error) {
      return { grade: "missing", hint: messageOf(error) };
    } finally {
      clearTimeout(timer);
    }
  }

  #giveUp(problem: string): void {
    this.#list.replaceChildren();
    this.#summary.dataset["passed"] = "false";
    this.#summary.textContent = problem;
  }

  /** What the learner has put where the check looks; null where the exercise is as published. */
  async #given({ compiled }: ExerciseCheck): Promise<string | null> {
    const { cell, kind, defines } = this.#exercise;
    if (cell === null || !this.#notebook.cells.includes(cell) || !this.#notebook.view(cell).edited) return null;
    const names = defines.filter((name) => compiled.inputs.includes(name) && this.#notebook.ownerOf(name) === cell);
    const { outputs } = this.#notebook.graph.find(({ id }) => id === cell)?.compiled ?? { outputs: [] };
    const value = await this.#notebook.value(cell);
    const valueOf = (name: string) =>
      outputs.length === 1 ? value : (value as Readonly<Record<string, unknown>> | null)?.[name];
    return describeGiven(new Map(names.map((name) => [name, valueOf(name)])), kind === "number");
  }

  #show(outcomes: readonly CheckOutcome[]): void {
    const passed = outcomes.filter(({ grade }) => grade === "got-it").length;
    const isRight = passed === outcomes.length;
    this.#summary.dataset["passed"] = String(isRight);
    if (isRight) this.#progress.solve(this.#exercise.id, this.#exercise.points);
    this.#explanation.follow(isRight);
    this.#box.dispatchEvent(new CustomEvent("exercise-checked", { detail: isRight }));
    this.#summary.textContent = isRight
      ? "Visible checks passed."
      : `${passed} of ${outcomes.length} visible checks passed.`;
    this.#list.replaceChildren(
      ...outcomes.map((outcome, at) => renderOutcome(this.#exercise.checks[at]?.name ?? "", outcome)),
    );
  }

  #forget(): void {
    this.#attempt++;
    if (this.#list.childElementCount === 0 && this.#summary.textContent === "") return;
    this.#list.replaceChildren();
    delete this.#summary.dataset["passed"];
    this.#summary.textContent = "Changed since the last check.";
  }
}

function renderOutcome(name: string, { grade, hint }: CheckOutcome): HTMLElement {
  const glyph = htmlElement("span", "exercise-glyph", glyphs[grade]);
  glyph.setAttribute("aria-hidden", "true");
  const item = htmlElement("li", "", glyph, htmlElement("strong", "", `${name}: ${words[grade]}.`));
  item.dataset["grade"] = grade;
  if (hint !== null) item.append(" ", htmlElement("span", "exercise-hint", hint));
  return item;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Rejects with the signal's reason, where that comes first. */
function untilAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([value, aborted]);
}
