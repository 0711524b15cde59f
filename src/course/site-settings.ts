import { refuse } from "../core/errors.ts";

/** What whoever publishes the site says about it when it is built; nothing of it is known otherwise. */
export interface SiteSettings {
  /** Where the course's source can be had. */
  readonly repository: string | null;
  /** Where a mistake is reported: the repository's issues. */
  readonly issues: string | null;
  /** Whom to write to, as an address for a link, and as a text. */
  readonly contact: { readonly href: string; readonly words: string } | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `REPOSITORY_URL`, the web address of the repository, and `CONTACT`, an e-mail address or the web address of a
 * page for messages. What is not set is null.
 * @throws CourseError if one is set to something else
 */
export function readSiteSettings(environment: Environment): SiteSettings {
  const repository = readRepository(environment["REPOSITORY_URL"]?.trim() ?? "");
  return {
    repository,
    issues: repository === null ? null : `${repository}/issues`,
    contact: readContact(environment["CONTACT"]?.trim() ?? ""),
  };
}

function readRepository(given: string): string | null {
  if (given === "") return null;
  if (isWebAddress(given)) return given.replace(/\/+$/, "").replace(/\.git$/, "");
  throw refuse(
    "REPOSITORY_URL",
    `expected the web address of the repository, got "${given}"`,
    "Set it to the address that a browser opens, beginning with https://, or leave it out.",
  );
}

function readContact(given: string): SiteSettings["contact"] {
  if (given === "") return null;
  if (isWebAddress(given)) return { href: given, words: given.replace(/^https?:\/\//, "") };
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(given)) return { href: `mailto:${given}`, words: given };
  throw refuse(
    "CONTACT",
    `expected an e-mail address or a web address, got "${given}"`,
    "Set it to an address such as name@example.org or https://example.org/contact, or leave it out.",
  );
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
