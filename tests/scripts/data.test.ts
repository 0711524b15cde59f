import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PublishedArchive } from "../../scripts/data/archive.ts";
import { downloadArchive } from "../../scripts/data/download.ts";
import { findFiles } from "../../scripts/data/find-files.ts";
import { folderSink } from "../../scripts/data/folder-sink.ts";
import { writeWholeFile } from "../../scripts/write-whole-file.ts";
import { cifar10 } from "../../src/data/cifar-10.ts";
import { folderPacks } from "../../src/data/cifar/folder-packs.ts";
import { importCifar10 } from "../../src/data/cifar/import.ts";
import { loadCifar10 } from "../../src/data/cifar/load.ts";
import { archive, noiseBatch } from "../data/cifar-files.ts";

const content = archive(["data_batch_1.bin", noiseBatch(60, 1)], ["test_batch.bin", noiseBatch(30, 2)]);
const md5 = createHash("md5").update(content).digest("hex");
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
let published: PublishedArchive;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((listening) => server.listen(0, "localhost", listening));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const name = "cifar-10-binary.tar.gz";
  published = { name, url: `http://localhost:${port}/${name}`, bytes: content.length, md5 };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "data-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Serves the archive as a static host does, with ranges. */
function serveRanges(request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200).end(content.subarray(from));
}

function download(from = published): Promise<string> {
  return downloadArchive(from, join(folder, from.name), () => undefined).then(
    () => "done",
    (error: Error) => error.message,
  );
}

describe("downloading the archive", () => {
  it("says how far it is, and does nothing when the archive is there", async () => {
    answer = serveRanges;
    const shown: number[] = [];
    await downloadArchive(published, join(folder, published.name), (done) => shown.push(done));
    expect(shown.at(-1)).toBe(content.length);
    answer = () => expect.unreachable();
    expect(await download()).toBe("done");
    expect(readFileSync(join(folder, published.name)).equals(content)).toBe(true);
  });

  it("keeps what came before it broke off, and says how much", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "Content-Length": content.length });
      response.write(content.subarray(0, 70_000), () => response.destroy());
    };
    const message = await download();
    expect(message).toMatch(/^The download broke off after \d+ of \d+ bytes .*run npm run data again to go on/);
    // How much arrives of what a broken line has sent is the system's affair.
    const part = join(folder, `${published.name}.part`);
    const kept = existsSync(part) ? readFileSync(part) : Buffer.alloc(0);
    expect(message).toContain(`after ${kept.length} of ${content.length} bytes`);
    expect(kept.equals(content.subarray(0, kept.length))).toBe(true);
  });

  it("goes on where it broke off", async () => {
    writeFileSync(join(folder, `${published.name}.part`), content.subarray(0, 70_000));
    const ranges: (string | undefined)[] = [];
    answer = (request, response) => {
      ranges.push(request.headers.range);
      serveRanges(request, response);
    };
    expect(await download()).toBe("done");
    expect(ranges).toEqual(["bytes=70000-"]);
    expect(existsSync(join(folder, `${published.name}.part`))).toBe(false);
  });

  it("starts anew with a server that knows no ranges", async () => {
    writeFileSync(join(folder, `${published.name}.part`), content.subarray(0, 1000));
    answer = (_, response) => void response.writeHead(200).end(content);
    expect(await download()).toBe("done");
  });

  it("keeps nothing whose checksum is wrong, nor takes less for the whole", async () => {
    const damaged = content.slice();
    damaged[100] = (damaged[100] ?? 0) ^ 1;
    answer = (_, response) => void response.writeHead(200).end(damaged);
    expect(await download()).toMatch(/has the checksum [0-9a-f]{32} \(MD5\), and cifar-10-binary.tar.gz has .*damaged/);
    expect(existsSync(join(folder, `${published.name}.part`))).toBe(false);
    answer = (_, response) => void response.writeHead(200).end(content.subarray(0, 900));
    expect(await download()).toContain(
      `has 900 bytes, and cifar-10-binary.tar.gz has ${content.length}: it is incomplete`,
    );
  });

  it("says without a network what else can be done, and what a server answered", async () => {
    // Port 9 is the discard service: nothing listens there.
    expect(await download({ ...published, url: "http://localhost:9/cifar-10-binary.tar.gz" })).toMatch(
      /^localhost:9 cannot be reached \(.+\)\. Is this machine online\? .*--from FOLDER/,
    );
    answer = (_, response) => void response.writeHead(404).end();
    expect(await download()).toContain("answered 404 Not Found");
  });
});

describe("taking files from a folder", () => {
  it("packs the archive, and the packs are read again", async () => {
    writeFileSync(join(folder, published.name), content);
    const to = join(folder, "public/cifar-10");
    const manifest = await importCifar10(await findFiles(folder, published), folderSink(to), () => undefined);
    expect([manifest.training.count, manifest.test.count]).toEqual([60, 30]);
    expect(existsSync(`${to}.unfinished`)).toBe(false);
    const { training } = await loadCifar10(cifar10({ training: 20, test: 10 }), [folderPacks(to)]);
    expect(training.count).toBe(20);
  });

  it("takes the batches by what they hold, there or in the folder that the archive unpacks to", async () => {
    const inside = join(folder, "cifar-10-batches-bin");
    mkdirSync(inside);
    writeFileSync(join(inside, "data_batch_1 (1).bin"), noiseBatch(5, 1));
    writeFileSync(join(inside, "TEST_BATCH.BIN"), noiseBatch(3, 2));
    writeFileSync(join(folder, "batches.meta.txt"), "airplane");
    const to = join(folder, "public/cifar-10");
    const manifest = await importCifar10(await findFiles(folder, published), folderSink(to), () => undefined);
    expect([manifest.training.count, manifest.test.count, manifest.leftOut]).toEqual([5, 3, []]);
    const other = importCifar10(await findFiles("tests/scripts", published), folderSink(to), () => undefined);
    await expect(other).rejects.toThrow(
      /there is no batch of the binary version among the \d+ files; each .* is a text/,
    );
    await expect(findFiles(mkdtempSync(join(folder, "none-")), published)).rejects.toThrow("is empty. Pass the one");
  });

  it("refuses an archive that is not the published one, and a folder that is not there", async () => {
    writeFileSync(join(folder, published.name), content.subarray(0, 500));
    await expect(findFiles(folder, published)).rejects.toThrow(/has 500 bytes, .* incomplete\. Download it again/);
    await expect(findFiles(join(folder, "nowhere"), published)).rejects.toThrow("There is no folder");
  });
});

it("a file is replaced as a whole, so that a program that is ended leaves the old one", () => {
  const path = join(folder, "run.json");
  writeWholeFile(path, "old");
  expect(() => writeWholeFile(join(folder, "nowhere", "run.json"), "new")).toThrow("ENOENT");
  writeWholeFile(path, "new");
  expect([readFileSync(path, "utf8"), readdirSync(folder)]).toEqual(["new", ["run.json"]]);
});
