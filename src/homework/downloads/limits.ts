/** What is read of a download at most; a submission of the course has some hundred kB. */
export const limits = {
  /** Files in it. */
  files: 20_000,
  /** Bytes of one file, unpacked. */
  fileBytes: 20_000_000,
  /** Bytes of all files, unpacked, by what the archive says. */
  allBytes: 20_000_000_000,
  /** Folders within folders. */
  depth: 8,
} as const;
