import "../../styles/assignment.css";
import { refuse } from "../../core/errors.ts";
import type { Catalogue } from "../../course/catalogue.ts";
import type { PublicDates } from "../../homework/assignment/dates.ts";
import type { Notebook } from "../../host/notebook.ts";
import { assignmentPanel, assignmentProblem } from "./assignment-panel.ts";
import { chapterEntry, type AssignmentPlace } from "./assignment-place.ts";
import { AssignmentSession } from "./assignment-session.ts";
import { connectAssignedBoxes } from "./assigned-boxes.ts";
import { Entries } from "./entries.ts";
import { loadCatalogue, loadDates, loadManifest } from "./load-manifest.ts";
import { memoryStorage } from "./memory-storage.ts";
import { tellLms } from "./tell-lms.ts";

/** Brings a chapter's page and its assignment together. A link that leads to none is said, and the chapter works on. */
export async function openAssignment(place: AssignmentPlace, notebook: Notebook, root: Document): Promise<void> {
  const text = root.querySelector(".prose") ?? root.body;
  try {
    const session = await openSession(place, notebook);
    if (session === null) return;
    connectAssignedBoxes(root, session);
    const panel = assignmentPanel(session, place.storage !== null, () => leaveAssignment(session));
    text.prepend(panel);
    const told = tellLms(session);
    if (told !== null) panel.append(told);
    if (location.hash === "#assignment") panel.scrollIntoView();
    await fillIn(session);
  } catch (error) {
    text.prepend(assignmentProblem(error instanceof Error ? error.message : String(error)));
  }
}

async function openSession(place: AssignmentPlace, notebook: Notebook): Promise<AssignmentSession | null> {
  if (!isSecureContext) {
    const problem = "this page was not opened over https, and browsers sign nothing there";
    throw refuse("The assignment", problem, "Open it by its https address.");
  }
  const { slug, hand } = place;
  const entries = new Entries(place);
  const loaded = await loadManifest(place, entries);
  if (loaded === null) return null;
  const session = new AssignmentSession({
    ...{ ...loaded, slug, notebook, entries, hand, storage: place.storage ?? memoryStorage() },
  });
  const { assignment } = loaded.manifest;
  const kept = (entries.read(`homework:${assignment}`) ?? {}) as KeptHomework;
  session.dates = kept.dates ?? null;
  session.catalogue = kept.catalogue ?? null;
  keep(session);
  for (const chapter of session.chapters) entries.write(chapterEntry(chapter), assignment);
  await session.renew();
  return session;
}

interface KeptHomework {
  readonly dates?: PublicDates | null;
  readonly catalogue?: Catalogue | null;
}

/** What can be had while there is a connection, and is kept for when there is none. */
async function fillIn(session: AssignmentSession): Promise<void> {
  const [dates, catalogue] = await Promise.all([loadDates(session.manifest.assignment), loadCatalogue()]);
  session.dates = dates ?? session.dates;
  session.catalogue = catalogue ?? session.catalogue;
  keep(session);
  await session.renew();
}

function keep({ entries, manifest, path, dates, catalogue }: AssignmentSession): void {
  entries.write(`homework:${manifest.assignment}`, { path, manifest, dates, catalogue });
}

/** Its chapters are as they always are; what was answered is kept, and there again with the assignment's link. */
function leaveAssignment({ entries, manifest, chapters }: AssignmentSession): void {
  for (const slug of chapters)
    if (entries.read(chapterEntry(slug)) === manifest.assignment) entries.write(chapterEntry(slug), null);
  const address = new URL(location.href);
  address.searchParams.delete("assignment");
  address.hash = "";
  location.replace(address);
}
