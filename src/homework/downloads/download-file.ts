/** A file in a download, of which nothing has been read yet. */
export interface DownloadFile {
  /** Its whole name there, with `/` between folders: feedback goes back under the same one. */
  readonly path: string;
  readonly bytes: number;
  /** Why it is not opened, as a sentence without a full stop; null: it may be read. */
  readonly refusal: string | null;
  /** @throws CourseError if what lies there is not what the download says */
  readonly read: () => Uint8Array;
}

/** Where a large file lies, so that nobody has to hold all of it. */
export interface ByteSource {
  readonly size: number;
  /** Fewer bytes than `length` where the file ends. */
  readonly read: (from: number, length: number) => Uint8Array;
}
