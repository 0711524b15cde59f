import { readCanvasName } from "./canvas-names.ts";
import type { DownloadFile } from "./download-file.ts";
import { metadataName, readGradescopeMetadata, type GradescopeSubmission } from "./gradescope-metadata.ts";
import type { Download, HandIn } from "./hand-in.ts";
import { readMoodleName } from "./moodle-names.ts";
import { isLeftover, lastPart } from "./path-parts.ts";

/**
 * Tells by the names of a download's files which LMS made it, and whose each file is.
 * @param where what to call the download in an error
 * @throws CourseError if it is Gradescope's and its list of submissions cannot be read
 */
export function readDownload(all: readonly DownloadFile[], where: string): Download {
  const files = all.filter(({ path }) => !isLeftover(path));
  const metadata = files.find(({ path, refusal }) => lastPart(path) === metadataName && refusal === null);
  if (metadata !== undefined) return readGradescope(files, metadata, `${where}, ${metadata.path}`);
  if (files.some((file) => readMoodleName(file) !== null)) return sortOut("moodle", files, readMoodleName);
  if (files.some((file) => readCanvasName(file) !== null)) return sortOut("canvas", files, readCanvasName);
  const root = sharedFolder(files);
  return sortOut("folder", files, (file) => readPlainName(file, root));
}

function sortOut(
  kind: Download["kind"],
  files: readonly DownloadFile[],
  read: (file: DownloadFile) => HandIn | null,
): Download {
  const [handIns, others]: [HandIn[], DownloadFile[]] = [[], []];
  for (const file of files) {
    const handIn = read(file);
    if (handIn === null) others.push(file);
    else handIns.push(handIn);
  }
  return { kind, handIns, others };
}

function readGradescope(files: readonly DownloadFile[], metadata: DownloadFile, where: string): Download {
  const submissions = readGradescopeMetadata(new TextDecoder().decode(metadata.read()), where);
  const root = metadata.path.slice(0, -metadataName.length);
  return sortOut(
    "gradescope",
    files.filter((file) => file !== metadata),
    (file) => readGradescopeName(file, root, submissions),
  );
}

function readGradescopeName(
  file: DownloadFile,
  root: string,
  submissions: ReadonlyMap<string, GradescopeSubmission>,
): HandIn | null {
  if (!file.path.startsWith(root)) return null;
  const [folder = "", ...own] = file.path.slice(root.length).split("/");
  const submission = submissions.get(folder);
  if (submission === undefined || submission.by.length === 0) return null;
  return { ...submission, late: null, name: own.length > 0 ? own.join("/") : folder, file, refusal: null };
}

/** By the folder that it lies in, or by its own name without the ending. */
function readPlainName(file: DownloadFile, root: string): HandIn {
  const [first = "", ...rest] = file.path.slice(root.length).split("/");
  const key = rest.length > 0 ? first : first.replace(/\.[^.]+$/, "");
  return { by: [{ key, name: null }], late: null, when: null, name: rest.join("/") || first, file, refusal: null };
}

/** The folder that holds all of several files, as in a zip of a folder, with its `/`. */
function sharedFolder(files: readonly DownloadFile[]): string {
  const [first, ...rest] = files;
  if (first === undefined || rest.length === 0) return "";
  const root = first.path.slice(0, first.path.indexOf("/") + 1);
  return files.every(({ path }) => path.startsWith(root)) ? root : "";
}
