import { followOutcomes } from "../../claims/caption-claims.ts";
import { wireExperiments } from "../../claims/experiment-guess.ts";
import { openGuesses, type Guesses } from "../../claims/guesses.ts";
import { recordedExperiments } from "../../claims/recorded-experiments.ts";
import { trainingsWithin } from "../../claims/recording-card.ts";
import { findVerdictCells } from "../../claims/verdict-cells.ts";
import { wireWithheld } from "../../claims/withheld.ts";
import type { CellLibrary } from "../../host/cell/cell-context.ts";
import { courseLibrary } from "../../host/library/library.ts";
import { sweepImagesLater } from "../../host/library/sweep-images.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { Claim } from "../../notebook/chapter.ts";
import type { PageExercise } from "../../notebook/page-cells.ts";
import { openProgress, type ExerciseProgress } from "../../browser/exercise-progress.ts";
import { findAssignmentPlace, type AssignmentPlace } from "../assignment/assignment-place.ts";
import { connectExercises } from "../reader/exercise.ts";
import { connectScores } from "../reader/exercise-score.ts";
import { loadPart } from "../../browser/load-part.ts";
import { attempt } from "../site/part-notice.ts";
import { connectPrintEdition } from "../reader/print-edition.ts";
import { connectSeries } from "../reader/exercise-series.ts";
import { connectExportMenu } from "../reader/export-menu.ts";
import { connectGutterBoards } from "./gutter-board.ts";
import { connectFarDrawings } from "./far-drawings.ts";
import { connectHoverCards } from "./hover-card.ts";
import { connectExperimentFeet } from "./experiment-foot.ts";
import { connectExperimentRuns } from "./experiment-runs.ts";
import { connectMoreSeeds } from "./more-seeds.ts";
import { connectChapterEnd } from "./chapter-end.ts";
import { connectSectionProgress } from "./section-progress.ts";
import { connectViewSwitch } from "./chapter-view.ts";
import { prepareWorkersLater } from "./prepare-workers.ts";
import { connectReferenceStops } from "./reference-stops.ts";
import { connectScrollers } from "./scroll-focus.ts";
import { connectShowEverything } from "./show-everything.ts";
import { connectSidenotes } from "./sidenotes.ts";
import { followStaleness } from "./stale-outputs.ts";
import { startChapter, type StartedData } from "./start-chapter.ts";

declare global {
  interface Window {
    /**
     * The open chapter, for the browser's console: `courseNotebook.cells` lists the cells, `await
     * courseNotebook.run("plainRuns")` runs one. Recording a chapter uses it as well.
     */
    courseNotebook?: Notebook;
  }
}

/** What a chapter's page carries as JSON. */
interface ChapterPageData extends StartedData {
  readonly claims: readonly Claim[];
  readonly exercises: readonly PageExercise[];
}

/**
 * Brings the page of a chapter to life: notes, guesses and cells.
 * @param extend what else the page's cells can name
 * @returns null on a page without cells
 */
export function openChapterPage(extend = (library: CellLibrary): CellLibrary => library): Notebook | null {
  connectSidenotes(document);
  connectHoverCards(document);
  connectScrollers(document);
  connectReferenceStops(document);
  connectViewSwitch(document);
  let chapter = null as ChapterPageData | null;
  let progress = null as ExerciseProgress | null;
  let guesses = null as Guesses | null;
  let origins: ReturnType<typeof wireExperiments> = new Map();
  let opened = null as Notebook | null;
  let assignment = null as AssignmentPlace | null;
  const notebook = startChapter((data: ChapterPageData, recordings) => {
    const { slug, claims, cells } = (chapter = data);
    const made = (guesses = openGuesses(slug));
    progress = openProgress(slug);
    assignment = findAssignmentPlace(slug);
    // Without a recorded run there is no outcome that a guess could come before.
    const hasOutcome = Object.keys(data.recordings).length > 0;
    origins = wireExperiments(document, { claims, guesses: made, hasOutcome });
    wireWithheld(document, made, hasOutcome);
    connectShowEverything(document, made, hasOutcome && claims.length > 0);
    const recorded = recordedExperiments(cells, (id) => recordings.present(id));
    const recordedFor = (cellId: string) => trainingsWithin(recordings.present(cellId));
    const isEdited = (claimId: string) => {
      const cell = findVerdictCells(cells, claimId)?.verdict;
      return cell !== undefined && opened !== null && opened.view(cell).edited;
    };
    return extend(courseLibrary({ claims, guesses: made, recorded, recordedFor, isEdited }));
  });
  document.documentElement.classList.add("outcomes-decided");
  opened = notebook;
  connectFarDrawings(document);
  if (notebook) window.courseNotebook = notebook;
  if (notebook && chapter) followStaleness(document, notebook, chapter.cells);
  if (notebook && chapter) followOutcomes(document, notebook, chapter.claims);
  sweepImagesLater();
  if (notebook && chapter) prepareWorkersLater(document, trainingCells(chapter));
  if (notebook && chapter) connectExportMenu(notebook, chapter);
  if (notebook && chapter) connectExperimentRuns(document, notebook, chapter, origins);
  if (notebook && chapter) connectExperimentFeet(document, notebook, chapter);
  if (notebook) connectPrintEdition(notebook);
  if (notebook && chapter) connectMoreSeeds(document, notebook, chapter);
  connectSeries(document);
  if (notebook && chapter && progress) {
    connectExercises(document, { notebook, exercises: chapter.exercises, progress });
    connectScores(document, chapter.exercises, progress);
    if (guesses) connectSectionProgress(document, { guesses, notebook, exercises: progress });
  }
  connectGutterBoards(document);
  if (notebook && guesses) connectChapterEnd(document, guesses, notebook);
  if (notebook && assignment) connectAssignment(assignment, notebook);
  return notebook;
}

/** Nobody else's page loads anything of it. */
function connectAssignment(place: AssignmentPlace, notebook: Notebook): void {
  const control = document.querySelector(".chapter-header") ?? document.body;
  void attempt(control, async () => {
    const { openAssignment } = await loadPart("The assignment", () => import("../assignment/open-assignment.ts"));
    await openAssignment(place, notebook, document);
  });
}

/** Cells of which a training was recorded, so that running them trains. */
function trainingCells({ recordings }: ChapterPageData): readonly string[] {
  return Object.entries(recordings).flatMap(([id, { seeds }]) => (seeds > 0 ? id : []));
}
