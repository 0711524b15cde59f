/** True where every word of the query is somewhere in the text. Case does not matter. */
export function matchesWords(text: string, query: string): boolean {
  const searched = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
}
