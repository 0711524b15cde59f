/** Remainders of all bytes by the polynomial 0xEDB88320, as in gzip, zip and PNG. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** CRC-32: notices a file that was cut off or damaged on the way. */
export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** CRC-32 as 8 hexadecimal digits, for manifests. */
export function crc32Digits(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, "0");
}
