import { refuse } from "../../core/errors.ts";

const remedy = "Open the chapter by the link that your teacher gave you, as it stands there.";

/**
 * The address of the manifest that a link names. Only what stands below `<base>/assignments/` of this site is an assignment: a
 * link is anybody's to write.
 * @param asked what follows `?assignment=`
 * @param base the course's own address, with a slash at its end
 * @throws CourseError
 */
export function manifestAddress(asked: string, base: string): URL {
  const where = "The assignment in the address";
  const folder = new URL("assignments/", base);
  if (!URL.canParse(asked, base)) throw refuse(where, `"${shorten(asked)}" is no address`, remedy);
  const address = new URL(asked, base);
  if (address.origin !== folder.origin)
    throw refuse(where, `it is kept at ${address.origin}, and only those of this site are opened`, remedy);
  const name = address.pathname.startsWith(folder.pathname) ? address.pathname.slice(folder.pathname.length) : "";
  if (!/^[a-z0-9-]+-v\d+\.json$/.test(name))
    throw refuse(where, `"${shorten(asked)}" is no assignment below ${folder.pathname}`, remedy);
  address.search = "";
  address.hash = "";
  return address;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
