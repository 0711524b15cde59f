import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { buildAssignment, publicPart } from "../../src/homework/assignment/build-assignment.ts";
import { publicDates } from "../../src/homework/assignment/dates.ts";
import type { Key } from "../../src/homework/assignment/key.ts";
import { datesPath, manifestPath, studentLinks } from "../../src/homework/assignment/student-links.ts";
import { bundleModule, bundlePage, releasedPath } from "./bundle-module.ts";
import { checkAssignment, describeAssignment, type CheckedAssignment } from "./check.ts";
import { writeLmsFiles } from "./lms-files.ts";
import type { AssignmentCommand } from "./options.ts";
import { refusePublic } from "./private-folder.ts";
import { numberRelease, readIfThere } from "./releases.ts";

type BuildCommand = Extract<AssignmentCommand, { kind: "build" }>;

/**
 * Checks an assignment and writes what is handed out and what is kept. Released files are never changed: where something is
 * different, there is another version, or another revision of its key.
 */
export async function buildRelease({ file, out, site }: BuildCommand): Promise<string> {
  const checked = await checkAssignment(file);
  const { assignment } = checked.assignment;
  const root = join(out ?? join(checked.folder.path, "released"), assignment);
  refusePublic(resolve(root), out ?? root);
  const modules = await bundleModules(checked);
  const release = await numberRelease(withReleased(await buildAssignment(checked)), modules, root);
  const files = new Map([[`key.json`, `${JSON.stringify(release.key, null, 1)}\n`], ...modules]);
  const manifest = publicPart(release.key);
  const version = join(root, `v${manifest.version}`);
  const links = studentLinks(manifest, checked.assignment.chapters, site);
  mkdirSync(version, { recursive: true });
  writeOnce(join(version, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
  writeFileSync(join(root, "dates.json"), `${JSON.stringify(publicDates(release.key), null, 1)}\n`);
  if (release.isNew) writeFolder(join(root, release.folder), files);
  writeFileSync(join(version, "student-links.txt"), links.map(({ chapter, url }) => `${chapter}: ${url}\n`).join(""));
  const kept = join(root, release.folder);
  const script = await bundlePage("scripts/assignment/scorm-page.ts");
  const forLms = writeLmsFiles(release.key, links, { open: join(version, "lms"), kept: join(kept, "lms"), script });
  return `${describeAssignment(checked)}Version ${manifest.version}, revision ${release.key.revision} of its key${release.isNew ? "" : ", as it was released before"}.
  for the site:     ${join(version, "manifest.json")}, to stand at ${site}${manifestPath(manifest)}
                    ${join(root, "dates.json")}, to stand at ${site}${datesPath(manifest.assignment)} (new with each date)
  for students:     ${join(version, "student-links.txt")}
  for the grader:   ${join(kept, "key.json")} (keep it to yourself)
${forLms.join("")}`;
}

/** The modules that the checks name, by the paths that the key has. */
async function bundleModules({ chosen, folder }: CheckedAssignment): Promise<ReadonlyMap<string, string>> {
  const checks = chosen.flatMap(({ item }) => item.hidden);
  const paths = new Set(checks.flatMap((check) => (check.kind === "calls" ? [] : [check.module])));
  const modules = new Map<string, string>();
  for (const path of paths) modules.set(releasedPath(path), await bundleModule(folder.path, path));
  return modules;
}

/** The key, with its modules where they are released. */
function withReleased(key: Key): Key {
  const exercises = key.exercises.map((exercise) => ({
    ...exercise,
    hidden: exercise.hidden.map((check) => {
      return check.kind === "calls" ? check : { ...check, module: releasedPath(check.module) };
    }),
  }));
  return { ...key, exercises };
}

/** A folder that is there whole or not at all. */
function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const part = `${folder}.unfinished`;
  rmSync(part, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(part, path)), { recursive: true });
    writeFileSync(join(part, path), text);
  }
  renameSync(part, folder);
}

function writeOnce(path: string, text: string): void {
  if (readIfThere(path) === text) return;
  writeFileSync(path, text, { flag: "wx" });
}
