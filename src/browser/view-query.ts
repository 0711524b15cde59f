/** What a link to this page says of its view: `?code` where the code of a chapter is shown, or nothing. */
export function viewQuery(): string {
  return new URLSearchParams(location.search).has("code") ? "?code" : "";
}
