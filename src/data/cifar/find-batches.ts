import { CourseError } from "../../core/errors.ts";
import { sumOf } from "../../core/statistics.ts";
import { claimOfName, readBatch, type BatchFile } from "./batch-files.ts";
import { chooseBatches, isWholeSet, type Choice, type ChosenBatch, type Problem } from "./choose-batches.ts";
import { explainMissing, isLitter, type OtherFile } from "./explain-files.ts";
import { identify } from "./identify.ts";
import type { NamedFile } from "./named-file.ts";
import { unpack, type FoundFile } from "./unpack.ts";

type CountBytes = (step: "unpacking" | "checking", total: number) => (bytes: number) => void;

export interface FoundSet {
  readonly batches: readonly ChosenBatch[];
  /** Files that are not needed, each with what it is; what lies in every folder is not among them. */
  readonly leftOut: readonly string[];
}

/** What was found so far. */
interface Haul {
  readonly batches: BatchFile[];
  readonly problems: Problem[];
  readonly others: OtherFile[];
}

/**
 * Finds a set among files, whatever they are called: loose batches first, and archives where something is missing still.
 * @throws CourseError if there is none, or a file of it is damaged that nothing stands in for
 */
export async function findBatches(files: readonly NamedFile[], count: CountBytes): Promise<FoundSet> {
  const haul: Haul = { batches: [], problems: [], others: [] };
  const archives: NamedFile[] = [];
  const loose: FoundFile[] = [];
  for (const file of files) {
    const content = await orProblem(file, file.name, haul, () => identify(file));
    if (content === null) continue;
    if (content.kind === "gzip" || content.kind === "tar") archives.push(file);
    else loose.push({ file, from: file.name, content });
  }
  await takeIn(loose, haul, count);
  for (const archive of archives.sort(byHope)) {
    if (isWholeSet(chooseBatches(haul.batches).batches)) {
      haul.others.push({ name: archive.name, from: archive.name, is: notNeeded });
      continue;
    }
    const counted = count("unpacking", archive.blob.size);
    const found = await orProblem(archive, archive.name, haul, () => unpack(archive, archive.name, counted));
    await takeIn(found ?? [], haul, count);
  }
  return settle(chooseBatches(haul.batches), haul);
}

const notNeeded = { id: "not needed", what: "an archive", remedy: "" };

/** Archives whose names promise most are opened first. */
function byHope(a: NamedFile, b: NamedFile): number {
  const isHopeful = ({ name }: NamedFile) => Number(/cifar/i.test(name)) + Number(/bin/i.test(name));
  return isHopeful(b) - isHopeful(a);
}

async function takeIn(found: readonly FoundFile[], haul: Haul, count: CountBytes): Promise<void> {
  const batches = found.filter(({ content }) => content.kind === "batch");
  const checked = count(
    "checking",
    sumOf(batches, ({ file }) => file.blob.size),
  );
  for (const { file, from, content } of found) {
    if (content.kind === "other") haul.others.push({ name: file.name, from, is: content.is });
    if (content.kind !== "batch") continue;
    const batch = await orProblem(file, from, haul, () => readBatch({ ...file, from }, checked));
    if (batch !== null) haul.batches.push(batch);
  }
}

/** One file that cannot be used is no reason to refuse the others. */
async function orProblem<Value>(
  { name }: NamedFile,
  from: string,
  { problems }: Haul,
  read: () => Promise<Value>,
): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    problems.push({ name, from, claim: claimOfName(name), error });
    return null;
  }
}

function settle(choice: Choice, { problems: unread, others }: Haul): FoundSet {
  const problems = [...unread, ...choice.problems];
  const { batches, undecided, copies } = choice;
  const has = (split: string) => batches.some((batch) => batch.split === split);
  if (!has("training") || !has("test")) throw explainMissing(choice, problems, others);
  const blocking = isWholeSet(batches) ? undefined : problems.find(({ claim }) => isWanted(claim, batches));
  if (blocking) throw blocking.error;
  const leftOut = [
    ...problems.map(({ name }) => `${name} (it cannot be used)`),
    ...undecided.map(({ name }) => `${name} (for training or for testing?)`),
    ...copies.map((name) => `${name} (a copy)`),
    ...others.filter((file) => !isLitter(file)).map(({ name, is }) => `${name} (${is.what})`),
  ];
  return { batches, leftOut: [...new Set(leftOut)] };
}

/** Whether a damaged file is a batch of the set that no other file stands in for. */
function isWanted({ split, number }: BatchFile["claim"], batches: readonly ChosenBatch[]): boolean {
  if (split === null) return false;
  return !batches.some((batch) => batch.split === split && (split === "test" || batch.claim.number === number));
}
