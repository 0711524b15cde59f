/**
 * The address of a page or file of this site, wherever it is published: `siteUrl("degradation/")` is
 * "/degradation/" at the root of a domain and "/course/degradation/" under `BASE_PATH=/course`.
 * @param path without a leading slash; pages end with a slash
 */
export function siteUrl(path = ""): string {
  return `${import.meta.env.BASE_URL.replace(/\/+$/, "")}/${path}`;
}
