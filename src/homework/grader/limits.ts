/** What the sandbox says of one call at most, beside its value, in characters. */
export const messageCharacters = 500;
