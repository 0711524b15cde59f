const longest = 60;

/** Names that Windows keeps for devices. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A name for a file, made of what somebody else wrote: letters and digits of any script, joined by hyphens. */
export function slug(text: string): string {
  const letters =
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const joined = [...letters.join("-")].slice(0, longest).join("").replace(/-$/, "");
  return joined === "" || reserved.test(joined) ? `unnamed${joined === "" ? "" : `-${joined}`}` : joined;
}
