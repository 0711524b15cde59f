/** What follows the last `/`. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What systems leave in folders and zips, and nobody handed in. */
export function isLeftover(path: string): boolean {
  return path
    .split("/")
    .some((part) => part.startsWith(".") || part === "__MACOSX" || /^(?:Thumbs\.db|desktop\.ini)$/i.test(part));
}
