import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Loader, LoaderContext } from "astro/loaders";
import { CourseError } from "../core/errors.ts";
import type { Chapter } from "./chapter.ts";
import { renderChapter } from "./render-chapter.ts";

/**
 * Content loader for `chapters/*.md`. Every chapter is rendered anew on each load, so that no stale HTML outlives a
 * change of the renderer. A mistake in a chapter stops the build with its file and line; the development server reports
 * it and goes on with the last good version. A draft is shown by the development server; a build leaves it out.
 */
export function chapterLoader({ directory, drafts = false }: LoaderOptions): Loader {
  return {
    name: "chapter-loader",
    async load(context) {
      const root = fileURLToPath(context.config.root);
      const folder = join(root, directory);
      const names = (await readdir(folder)).filter(isChapter).sort();
      const chapters = await Promise.all(names.map((name) => readChapter(root, join(folder, name))));
      context.store.clear();
      const isShown = ({ chapter }: LoadedChapter) => !chapter.front.draft || drafts || context.watcher !== undefined;
      for (const chapter of chapters.filter(isShown)) await storeChapter(context, chapter);
      watchChapters(context, root, folder);
    },
  };
}

interface LoaderOptions {
  /** The chapters' folder, relative to the project's root. */
  readonly directory: string;
  /** Drafts are built too. */
  readonly drafts?: boolean;
}

interface LoadedChapter {
  readonly path: string;
  readonly file: string;
  readonly chapter: Chapter;
}

async function readChapter(root: string, path: string): Promise<LoadedChapter> {
  const file = relative(root, path).replaceAll("\\", "/");
  return { path, file, chapter: renderChapter(await readFile(path, "utf8"), { file }) };
}

async function storeChapter(context: LoaderContext, { path, file, chapter }: LoadedChapter): Promise<void> {
  const { html, ...data } = chapter;
  const headings = data.headings.map(({ depth, id, text }) => ({ depth, slug: id, text }));
  const parsed = await context.parseData({ id: data.slug, data: { ...data }, filePath: path });
  context.store.set({
    id: data.slug,
    data: parsed,
    filePath: file,
    digest: context.generateDigest({ ...data, html }),
    rendered: { html, metadata: { headings, imagePaths: [], frontmatter: { ...data.front } } },
  });
}

/** In development only: a saved chapter is shown at once, a deleted one goes. */
function watchChapters(context: LoaderContext, root: string, folder: string): void {
  const { watcher, logger, store } = context;
  const isOurs = (path: string) => dirname(path) === folder && isChapter(path);
  const reload = async (path: string) => {
    if (!isOurs(path)) return;
    try {
      await storeChapter(context, await readChapter(root, path));
      logger.info(`Rendered ${relative(root, path)}`);
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      logger.error(error.message);
    }
  };
  const remove = (path: string) => {
    const gone = store.values().find(({ filePath }) => filePath !== undefined && join(root, filePath) === path);
    if (gone) store.delete(gone.id);
  };
  watcher?.add(folder);
  watcher?.on("change", (path) => void reload(path));
  watcher?.on("add", (path) => void reload(path));
  watcher?.on("unlink", remove);
}

function isChapter(path: string): boolean {
  return /(?:^|[\\/])\d+-[a-z0-9-]+\.md$/.test(path);
}
