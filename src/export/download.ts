/** Hands a file to the reader through the browser's own download. */
export function downloadFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has its own hold on the file by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A name that every file system takes: letters, digits, dots and hyphens. */
export function safeFileName(name: string): string {
  const word = name.normalize("NFKD").replace(/[^A-Za-z0-9._-]+/g, "-");
  return word.replace(/^[-.]+|[-.]+$/g, "").slice(0, 80) || "file";
}
