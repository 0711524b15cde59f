import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { describeBytes } from "../../../src/core/byte-size.ts";
import { readKey } from "../../../src/homework/assignment/key.ts";
import { zipBytes } from "../../../src/homework/assignment/zip-bytes.ts";
import { bundleSandbox, scriptNames } from "../bundle-sandbox.ts";
import type { AutograderCommand } from "../options.ts";
import { readKeys } from "../read-keys.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const here = join(root, "scripts/grade/autograder");
const browserPackage = "node_modules/playwright-core";

/** Of the package that starts a browser: neither its own pages for people nor what only a compiler reads. */
const isNeeded = (path: string): boolean => !/^(?:lib\/vite|types|bin)\/|\.(?:md|d\.ts)$/.test(path);

/**
 * Writes a zip that grades an assignment at Gradescope: the two scripts that it asks for, this grader as one program, the
 * sandbox, and the keys with their modules.
 * @returns what was done, in words
 * @throws CourseError if a key cannot be read
 */
export async function writeAutograder({ keys, out }: AutograderCommand): Promise<string> {
  readKeys(keys);
  const packed = keys.map((path, at) => packKey(path, `keys/${at + 1}`));
  const scripts = bundleSandbox();
  const sandbox: [string, string][] = [];
  for (const name of scriptNames) sandbox.push([name, await scripts(name)]);
  const names = packed.map(({ path }) => path);
  const bytes = zipBytes(
    new Map<string, string | Uint8Array>([
      ["setup.sh", readFileSync(join(here, "setup.sh"), "utf8")],
      ["run_autograder", readFileSync(join(here, "run_autograder"), "utf8")],
      ["grade.mjs", await bundleGrader()],
      ["packed.json", JSON.stringify({ keys: names, scripts: Object.fromEntries(sandbox) })],
      ...packed.flatMap(({ files }) => files),
      ...browserFiles(),
    ]),
  );
  writeFileSync(out, bytes);
  return `${out} (${describeBytes(bytes.length)}) is an autograder for Gradescope. It holds the key: keep it to yourself.\n`;
}

/** A key with the modules that it names, in a folder of its own. */
function packKey(
  path: string,
  folder: string,
): { readonly path: string; readonly files: readonly (readonly [string, string])[] } {
  const text = readFileSync(path, "utf8");
  const checks = readKey(text, path).exercises.flatMap(({ hidden }) => hidden);
  const modules = new Set(checks.flatMap((check) => (check.kind === "calls" ? [] : [check.module])));
  const files = [...modules].map((each) => {
    return [join(folder, each), readFileSync(join(dirname(path), each), "utf8")] as const;
  });
  return { path: `${folder}/key.json`, files: [[`${folder}/key.json`, text], ...files] };
}

/** One module; the package that starts a browser stays beside it, since it reads files of its own. */
async function bundleGrader(): Promise<string> {
  const bundle = await rolldown({
    input: join(here, "run.ts"),
    platform: "node",
    logLevel: "silent",
    plugins: [
      {
        name: "names",
        resolveId: (name) => {
          if (name === "@playwright/test") return { id: "playwright-core", external: true };
          // The stub is the site's: answers are JavaScript.
          return name === "typescript" ? join(root, "src/notebook/typescript-stub.ts") : null;
        },
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

function browserFiles(): readonly (readonly [string, Uint8Array])[] {
  const folder = join(root, browserPackage);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(isNeeded)
    .sort()
    .map((path) => [`${browserPackage}/${path}`, readFileSync(join(folder, path))]);
}
