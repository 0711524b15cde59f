/** The widths at which the page changes. In rem, so that a large font counts as a narrow screen. */
const breakpoints = ["30rem", "48rem", "60rem", "80rem"];

const inTokens = "Colours stand in src/styles/tokens.css: name one of them, or mix some with color-mix().";
const inRem = "Texts and the space around them follow the reader's font size: give this in rem or em.";

/** What grows with the text. Hairlines, borders, corners and shadows may stay in pixels. */
const sizes = "/^(font|font-size|line-height|margin.*|padding.*|gap|row-gap|column-gap|inset.*|(min|max)-.*)$/";

/** @type {import("stylelint").Config} */
export default {
  extends: "stylelint-config-recommended",
  reportNeedlessDisables: true,
  rules: {
    "color-no-hex": [true, { message: inTokens }],
    "color-named": ["never", { message: inTokens }],
    "function-disallowed-list": [
      ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"],
      { message: inTokens },
    ],
    "declaration-property-unit-disallowed-list": [{ [sizes]: ["px"] }, { message: inRem }],
    "media-feature-range-notation": "context",
    "media-feature-name-value-allowed-list": [
      { "/width/": breakpoints },
      { message: `Pages change at ${breakpoints.join(", ")} only: choose one of them.` },
    ],
    // A state's rule stands beside what it changes, also where another element has a weightier rule above.
    "no-descending-specificity": null,
  },
  overrides: [
    { files: "src/styles/tokens.css", rules: { "color-no-hex": null, "function-disallowed-list": null } },
    {
      files: "**/*.astro",
      customSyntax: "postcss-html",
      rules: { "selector-pseudo-class-no-unknown": [true, { ignorePseudoClasses: ["global"] }] },
    },
  ],
};
