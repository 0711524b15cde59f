import { findStorage, keepText, readJson, refusalSentence } from "../../../browser/storage.ts";
import type { ManualGrade } from "../../grader/results/manual-grades.ts";
import { givenTo, gradeOf, gradesWith, isOf, manualText, type Draft } from "../drafts.ts";
import type { QueueData, QueueItem } from "../queue.ts";

interface Kept {
  readonly grader: string;
  readonly drafts: readonly Draft[];
}

/** How far the grading of an answer is. */
export type Progress = "open" | "begun" | "graded";

/** What has been said of answers, in this browser and in the file that the report was written with. */
export class DraftStore {
  readonly data: QueueData;
  grader = "";
  #drafts = new Map<QueueItem, Draft>();
  #given: ReadonlyMap<QueueItem, ManualGrade | null>;
  /** Of answers that are in the queue no more: kept, since they may come back. */
  #others: readonly Draft[] = [];

  constructor(data: QueueData) {
    this.data = data;
    this.#given = new Map(data.items.map((item) => [item, givenTo(item, data.grades)]));
    const { grader, drafts } = readKept(readJson(findStorage(), data.place));
    this.grader = grader;
    this.#others = drafts.filter((draft) => !data.items.some((item) => isOf(item, draft)));
    for (const item of data.items) {
      const draft = drafts.find((each) => isOf(item, each));
      const given = this.givenTo(item);
      // What the report was written with is newer, or the same.
      if (draft && !(given && Date.parse(given.at) >= Date.parse(draft.at))) this.#drafts.set(item, draft);
    }
  }

  /** The grade that the report was written with. */
  givenTo(item: QueueItem): ManualGrade | null {
    return this.#given.get(item) ?? null;
  }

  /** What stands in the form: what was begun, else what was given. */
  draftOf(item: QueueItem): Draft {
    const given = this.givenTo(item);
    const { student, exercise, stamp } = item;
    return (
      this.#drafts.get(item) ?? {
        ...{ student, exercise, stamp, picks: [], isTakenBack: false, isSaved: true },
        ...{ override: given === null ? "" : String(given.points), comment: given?.comment ?? "" },
        ...{ grader: given?.grader ?? "", at: given?.at ?? "" },
      }
    );
  }

  /** @returns why the browser did not keep it; null: it did */
  change(item: QueueItem, parts: Partial<Draft>): string | null {
    const now = { at: new Date().toISOString(), grader: this.grader, stamp: item.stamp, isSaved: false };
    this.#drafts.set(item, { ...this.draftOf(item), isTakenBack: false, ...now, ...parts });
    return this.keep();
  }

  keep(): string | null {
    const kept: Kept = { grader: this.grader, drafts: [...this.#others, ...this.#drafts.values()] };
    const refusal = keepText(findStorage(), this.data.place, JSON.stringify(kept));
    return refusal === null ? null : refusalSentence("grades that are not saved", refusal);
  }

  progressOf(item: QueueItem): Progress {
    const draft = this.#drafts.get(item);
    if (draft?.isTakenBack) return "open";
    if (draft === undefined) return this.givenTo(item) === null ? "open" : "graded";
    return gradeOf(item, draft, "-") === null ? "begun" : "graded";
  }

  unsaved(): number {
    return [...this.#drafts.values()].filter(({ isSaved }) => !isSaved).length;
  }

  /** The file with all grades; from now on they are saved. */
  save(): { readonly text: string; readonly count: number; readonly begun: number } {
    const drafts = [...this.#drafts].map(([item, draft]) => ({ item, draft }));
    const grades = gradesWith(this.data.grades, drafts, this.grader);
    const begun = drafts.filter(({ item }) => this.progressOf(item) === "begun").length;
    for (const { item, draft } of drafts) {
      if (this.progressOf(item) !== "begun") this.#drafts.set(item, { ...draft, isSaved: true });
    }
    this.keep();
    return { text: manualText(grades), count: grades.length, begun };
  }
}

/** Anybody's page on this disk may have written there. */
function readKept(value: unknown): Kept {
  const { grader, drafts } = (value ?? {}) as Partial<Kept>;
  return {
    grader: typeof grader === "string" ? grader : "",
    drafts: Array.isArray(drafts) ? drafts.filter(isDraft) : [],
  };
}

function isDraft(value: unknown): value is Draft {
  const { picks, ...draft } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const texts = ["student", "exercise", "override", "comment", "grader", "at", "stamp"];
  return texts.every((name) => typeof draft[name] === "string") && Array.isArray(picks) && picks.every(Array.isArray);
}
