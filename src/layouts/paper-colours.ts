import tokens from "../styles/tokens.css?raw";

/** The page's ground in both themes, for the browser's own bars: a `<meta>` cannot name a token. */
export const paper = readBothThemes("paper");

function readBothThemes(token: string): { readonly light: string; readonly dark: string } {
  const [, light, dark] = new RegExp(`--${token}: light-dark\\((.+?), (.+?)\\);`).exec(tokens) ?? [];
  if (light === undefined || dark === undefined)
    throw new Error(`tokens.css gives no --${token} for light and for dark.`);
  return { light, dark };
}
