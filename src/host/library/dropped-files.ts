import { refuse } from "../../core/errors.ts";

/** More files than lie in any folder of a data set in a few files; a folder of pictures has tens of thousands. */
const mostFiles = 2000;
const deepest = 6;

/**
 * The files of a drop, with those in folders that were dropped, the nearest first.
 * @param transfer of a drop event, whose turn has not ended: the browser forgets it then
 * @throws CourseError if no file was dropped, or none can be read
 */
export function droppedFiles(transfer: DataTransfer | null): Promise<readonly File[]> {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return readDrop(entries.filter((entry) => entry !== null));
}

/** The files of a chosen folder, the nearest first. */
export function chosenFiles(list: FileList | null): readonly File[] {
  const depthOf = (file: File) => file.webkitRelativePath.split("/").length;
  return [...(list ?? [])].sort((a, b) => depthOf(a) - depthOf(b)).slice(0, mostFiles);
}

async function readDrop(dropped: readonly (FileSystemEntry | File)[]): Promise<readonly File[]> {
  if (dropped.length === 0) {
    const remedy = "Download the file first, and drop it out of your folder of downloads.";
    throw refuse("CIFAR-10", "what was dropped is no file: a link or a text, perhaps", remedy);
  }
  const found = { files: dropped.filter((each) => each instanceof File), unread: [] as string[] };
  let level = dropped.filter((each): each is FileSystemEntry => !(each instanceof File));
  for (let depth = 0; depth < deepest && level.length > 0 && found.files.length < mostFiles; depth++) {
    const inside: FileSystemEntry[] = [];
    for (const entry of level) {
      if (found.files.length >= mostFiles) break;
      if (isFolder(entry)) inside.push(...(await listFolder(entry, found.unread)));
      else if (isFile(entry)) await takeFile(entry, found);
    }
    level = inside;
  }
  if (found.files.length > 0) return found.files;
  const [unread] = found.unread;
  if (unread === undefined) throw refuse("CIFAR-10", "there is no file in the folder", "Drop the one that holds them.");
  const remedy = "Copy it to a folder of your own, such as Downloads, and drop it from there.";
  throw refuse(unread, "this browser cannot read it where it lies", remedy);
}

async function takeFile(entry: FileSystemFileEntry, found: { readonly files: File[]; readonly unread: string[] }) {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
  if (file === null) found.unread.push(entry.name);
  else found.files.push(file);
}

/** A browser hands on a folder in pieces, of 100 in Chromium, and an empty one at its end. */
async function listFolder(folder: FileSystemDirectoryEntry, unread: string[]): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).catch(
      () => null,
    );
    if (piece === null) unread.push(folder.name);
    if (piece === null || piece.length === 0 || entries.length >= mostFiles) return entries;
    entries.push(...piece);
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
