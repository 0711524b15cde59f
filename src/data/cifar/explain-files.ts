import { refuse, type CourseError } from "../../core/errors.ts";
import type { SplitName } from "../spec.ts";
import { claimOfName } from "./batch-files.ts";
import type { Choice, Problem } from "./choose-batches.ts";
import { downloadRemedy, type FileKind } from "./file-signatures.ts";

/** A file that is no batch. */
export interface OtherFile {
  readonly name: string;
  /** The file that the reader chose. */
  readonly from: string;
  readonly is: FileKind;
}

/** Files of these names lie in every archive of the data set. */
const companions = /^(?:batches\.meta(?:\.txt)?|readme\.html|\.gitkeep|desktop\.ini|thumbs\.db|icon\r)$/i;
/** What browsers call a file while it comes. */
const unfinishedName = /\.(?:crdownload|part|partial|download|opdownload|!ut|aria2|tmp)$/i;

/** Whether a file is not worth a word: it lies there unasked for. */
export function isLitter({ name, is }: OtherFile): boolean {
  return is.isLitter === true || companions.test(name) || name.startsWith("._");
}

/**
 * Why no set can be made of files: what is wrong with the file that should have been the missing part, or else what the
 * files are.
 */
export function explainMissing(
  choice: Choice,
  problems: readonly Problem[],
  others: readonly OtherFile[],
): CourseError {
  const missing = (["training", "test"] as const).filter(
    (split) => !choice.batches.some((batch) => batch.split === split),
  );
  const wrong = problems.find(({ claim }) => claim.split !== null && missing.includes(claim.split)) ?? problems[0];
  if (wrong) return wrong.error;
  const [undecided] = choice.undecided;
  if (undecided) return undecidable(undecided.name, undecided.records.length);
  const telling = others.filter((file) => !isLitter(file));
  if (choice.batches.length === 0 && others.length > 0) return explainOthers(telling.length > 0 ? telling : others);
  const claimed = telling.find(({ name }) => isMissing(claimOfName(name).split, missing));
  if (claimed) return explainFile(claimed);
  const names = choice.batches.map(({ name }) => name).join(", ");
  if (missing[0] === "test") {
    const problem = `test_batch.bin is missing beside ${names}`;
    return refuse("CIFAR-10", problem, "Choose it together with the training batches.");
  }
  const problem = `there is no training batch among ${names || "the files"}`;
  return refuse("CIFAR-10", problem, "Choose data_batch_1.bin (or several) and test_batch.bin together.");
}

function isMissing(split: SplitName | null, missing: readonly SplitName[]): boolean {
  return split !== null && missing.includes(split);
}

function undecidable(name: string, images: number): CourseError {
  const problem = `it holds ${images.toLocaleString("en")} images of CIFAR-10, and nothing says whether for training or for testing`;
  return refuse(name, problem, "Give it its name back: data_batch_1.bin … data_batch_5.bin, or test_batch.bin.");
}

/** One sentence about all of them: what most are, where they are not of one kind. */
function explainOthers(files: readonly OtherFile[]): CourseError {
  const [first, ...rest] = [...files].sort((a, b) => rankOf(a) - rankOf(b)) as [OtherFile, ...OtherFile[]];
  if (rest.length === 0 || rest.every(({ from }) => from === first.from)) return explainFile(first);
  const same = files.filter(({ is }) => is.id === first.is.id).length;
  const which = same === files.length ? `each of the ${same} files` : `${first.name}, the nearest to one,`;
  const problem = `there is no batch of the binary version among the ${files.length} files; ${which} is ${first.is.what}`;
  return refuse("CIFAR-10", problem, first.is.remedy);
}

/** Those that come closest to what is wanted say most. */
function rankOf({ name, is }: OtherFile): number {
  const order = ["python", "matlab", "cifar-100", "packed", "page", "pointer", "empty", "arrays", "picture"];
  const rank = order.indexOf(is.id);
  return (claimOfName(name).split === null && !/cifar/i.test(name) ? 20 : 0) + (rank < 0 ? order.length : rank);
}

/** What a file is, and what to do with it. */
function explainFile({ name, from, is }: OtherFile): CourseError {
  if (unfinishedName.test(from)) {
    return refuse(from, "it is a download that has not ended", "Wait until it has, or start it again.");
  }
  if (is.id === "unknown") {
    const isClaimed = claimOfName(name).split !== null;
    const problem = isClaimed ? "there are no images of CIFAR-10 in it" : "it is no file of CIFAR-10's binary version";
    const otherwise = "Choose cifar-10-binary.tar.gz, or data_batch_1.bin … data_batch_5.bin and test_batch.bin.";
    return refuse(name, problem, isClaimed ? `It is damaged, or another file. ${downloadRemedy}` : otherwise);
  }
  if (is.id === "empty" && name === from) return refuse(name, "the file is empty", is.remedy);
  if (name === from) return refuse(name, `it is ${is.what}`, is.remedy);
  return refuse(from, `there are no batches of CIFAR-10's binary version in it: ${name} is ${is.what}`, is.remedy);
}
