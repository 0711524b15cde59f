import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** What is published at the data set's home. */
export interface PublishedArchive {
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
  readonly md5: string;
}

export const cifarArchive: PublishedArchive = {
  name: "cifar-10-binary.tar.gz",
  url: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
  bytes: 170_052_171,
  md5: "c32a1d4ab5d03f1284b67883e8d87530",
};

/** A failure that is told in one sentence or two, without a stack. */
export class DataError extends Error {
  override readonly name = "DataError";
}

/** MD5 of a file, as 32 hexadecimal digits. */
async function md5Of(path: string, report: (bytes: number) => void = () => undefined): Promise<string> {
  const hash = createHash("md5");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    report((chunk as Buffer).length);
  }
  return hash.digest("hex");
}

/** @throws DataError if the file is not the published archive, byte by byte */
export async function requireArchive(
  path: string,
  { name, bytes, md5 }: PublishedArchive,
  size: number,
  remedy: string,
): Promise<void> {
  if (size !== bytes) {
    throw new DataError(`${path} has ${size} bytes, and ${name} has ${bytes}: it is incomplete. ${remedy}`);
  }
  const found = await md5Of(path);
  if (found === md5) return;
  throw new DataError(`${path} has the checksum ${found} (MD5), and ${name} has ${md5}: it is damaged. ${remedy}`);
}
