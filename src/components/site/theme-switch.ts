import { findStorage, keepText } from "../../browser/storage.ts";

const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

const names: Readonly<Record<Theme, string>> = { system: "System", light: "Light", dark: "Dark" };

/**
 * Lets the reader choose light or dark against the system. The choice is stored, and the layout's head sets it before
 * the first paint. `data-theme` on the root element is absent where the system decides.
 */
export function connectThemeSwitch(document: Document): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
  if (!button) return;
  button.hidden = false;
  show(button, currentTheme(document));
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(currentTheme(document)) + 1) % themes.length] ?? "system";
    if (next === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = next;
    // Where storage is blocked the choice lasts as long as the page.
    keepText(findStorage(), "theme", next === "system" ? null : next);
    show(button, next);
  });
}

function currentTheme(document: Document): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}

function show(button: HTMLButtonElement, theme: Theme): void {
  const name = button.querySelector("[data-theme-name]");
  if (name) name.textContent = names[theme];
  button.setAttribute("aria-label", `Colours: ${names[theme]}. Change`);
}
