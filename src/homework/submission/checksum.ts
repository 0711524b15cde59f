/** SHA-256 of what a submission says but for the checksum itself, as 64 hexadecimal digits. */
export async function checksumOf(submission: object): Promise<string> {
  const text = JSON.stringify({ ...submission, sha256: undefined });
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
