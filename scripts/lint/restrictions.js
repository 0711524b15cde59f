/** Names that only one place may use, as ESLint's rules want them, with the reason that a newcomer reads. */

const storageReason =
  "Where cookies are blocked the mere mention throws: ask src/browser/storage.ts, which gives null and says what was kept.";
const storageNames = ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"];
const storageGlobals = storageNames.map((name) => ({ name, message: storageReason }));
const storageProperties = [...storageNames, "cookie"].map((property) => ({ property, message: storageReason }));

const seededRandom = {
  object: "Math",
  property: "random",
  message: "Draw from the seeded generator in src/core/random.ts, so that a run can be repeated.",
};

const noDocument = {
  name: "document",
  message: "This folder also runs in a worker or in Node, where there is no document.",
};

/** Holds everywhere. */
export const forAll = { "no-restricted-properties": ["error", seededRandom] };

/** Holds in src/, outside of src/browser/. */
export const forSource = {
  "no-restricted-properties": ["error", seededRandom, ...storageProperties],
  "no-restricted-globals": ["error", ...storageGlobals],
};

/** Holds where there may be no page. */
export const forPageless = { "no-restricted-globals": ["error", ...storageGlobals, noDocument] };
