import type { ExerciseProgress } from "../../browser/exercise-progress.ts";
import type { Guesses } from "../../claims/guesses.ts";
import type { Notebook } from "../../host/notebook.ts";

/** What there is to do in a section, and how much of it is done. */
export interface SectionWork {
  readonly guessed: readonly [done: number, of: number];
  readonly run: readonly [done: number, of: number];
  readonly solved: readonly [done: number, of: number];
}

export interface ProgressSources {
  readonly guesses: Guesses;
  readonly notebook: Notebook;
  readonly exercises: ExerciseProgress;
}

/** Marks each section of the rail by what its reader has done in it: guessed, run, solved. */
export function connectSectionProgress(document: Document, sources: ProgressSources): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-contents] a")];
  const sections = links.map((link) => ({ link, mark: link.querySelector<HTMLElement>("[data-mark]") }));
  const boxes = boxesBySection(document, links);
  let isDue = false;
  const show = () => {
    isDue = false;
    for (const { link, mark } of sections) if (mark) writeMark(mark, workOf(boxes.get(link.hash) ?? [], sources));
  };
  const schedule = () => {
    if (!isDue) requestAnimationFrame(show);
    isDue = true;
  };
  sources.guesses.onChange(schedule);
  sources.exercises.onChange(schedule);
  sources.notebook.subscribe((_, { run }) => run === "manual" && schedule());
  show();
}

const counted = ".experiment[data-claim], [data-exercise], notebook-cell[data-run='manual']";

/** What is to be done, by the address of the heading that it stands below. */
function boxesBySection(document: Document, links: readonly HTMLAnchorElement[]): ReadonlyMap<string, Element[]> {
  const headings = new Map(links.map(({ hash }) => [document.getElementById(decodeURIComponent(hash.slice(1))), hash]));
  const found = new Map<string, Element[]>();
  let current = "";
  for (const element of document.querySelectorAll(`.prose :is(h2, h3), ${counted}`)) {
    const hash = headings.get(element as HTMLElement);
    if (hash !== undefined) current = hash;
    else if (element.matches(counted)) found.set(current, [...(found.get(current) ?? []), element]);
  }
  return found;
}

function workOf(boxes: readonly Element[], { guesses, notebook, exercises }: ProgressSources): SectionWork {
  const ids = (name: string) =>
    boxes.flatMap((box) => {
      const id = (box as HTMLElement).dataset[name];
      return id === undefined ? [] : [id];
    });
  const count = (all: readonly string[], isDone: (id: string) => boolean) =>
    [all.filter(isDone).length, all.length] as const;
  return {
    guessed: count(ids("claim"), (id) => guesses.read(id) !== null),
    run: count(ids("cell"), (id) => notebook.cells.includes(id) && notebook.state(id).kind === "done"),
    solved: count(ids("exercise"), (id) => (exercises.earned.get(id) ?? 0) > 0),
  };
}

function writeMark(mark: HTMLElement, work: SectionWork): void {
  const words = describeWork(work);
  if (mark.title === words) return;
  mark.title = words;
  mark.dataset["mark"] = markOf(work);
  const spoken = mark.querySelector(".visually-hidden");
  if (spoken) spoken.textContent = words === "" ? "" : `: ${words}`;
}

/** "all" where all guesses are made and exercises solved; a run is one's own choice. */
export function markOf({ guessed, run, solved }: SectionWork): "" | "none" | "some" | "all" {
  const of = guessed[1] + solved[1];
  const done = guessed[0] + solved[0];
  if (of + run[1] === 0) return "";
  if (of > 0 && done === of) return "all";
  return done + run[0] > 0 ? (of === 0 && run[0] === run[1] ? "all" : "some") : "none";
}

/** "2 of 3 guessed, 1 of 2 run": only what the section has. */
export function describeWork({ guessed, run, solved }: SectionWork): string {
  const parts = [
    [guessed, "guessed"],
    [run, "run"],
    [solved, "solved"],
  ] as const;
  return parts.flatMap(([[done, of], word]) => (of === 0 ? [] : [`${done} of ${of} ${word}`])).join(", ");
}
