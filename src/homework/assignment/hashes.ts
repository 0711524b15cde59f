/** SHA-256 of what a learner starts from, by which an answer is known that nobody edited: line ends and blank ends do not count. */
export async function hashStarter(source: string): Promise<string> {
  return sha256(
    source
      .replace(/\r\n?/g, "\n")
      .replace(/[ \t]+$/gm, "")
      .trim(),
  );
}

/** Of a text in UTF-8, as 64 hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
