// Stands in every page's head and runs before the first paint: style sheets may count on scripts, and a stored theme
// wins over the system's.
document.documentElement.classList.add("script");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked here: the system's theme it is.
}

// A chapter is read with its code or without: what its address says comes before what was chosen last.
if (document.documentElement.dataset.view !== undefined) {
  let view = "reading";
  try {
    if (localStorage.getItem("view") === "code") view = "code";
  } catch {
    // Storage is blocked here: reading it is.
  }
  if (new URLSearchParams(location.search).has("code")) view = "code";
  document.documentElement.dataset.view = view;
}

// Outcomes are hidden until a script knows what the reader has guessed (`outcomes-decided`). Where none comes, however long
// it takes, they stay hidden: the reader is told, and can have them shown.
const outcomes = document.documentElement.classList;
const hidesOutcomes = () =>
  !outcomes.contains("outcomes-decided") &&
  !outcomes.contains("outcomes-open") &&
  document.querySelector(".experiment");
const tell = (words, ...buttons) => {
  const notice = document.createElement("p");
  notice.className = "part-lost";
  notice.setAttribute("role", "alert");
  notice.append(words, ...buttons);
  if (hidesOutcomes()) notice.append(showButton(notice));
  document.querySelector(".part-lost")?.remove();
  document.body.prepend(notice);
};
const showButton = (notice) => {
  const button = document.createElement("button");
  button.textContent = "Show all outcomes";
  button.addEventListener("click", () => {
    outcomes.add("outcomes-open");
    notice.remove();
  });
  return button;
};
// An observer's loop is told as an error too, but without one.
addEventListener("error", ({ error }) => {
  if (error && hidesOutcomes()) tell("A part of this page failed, so outcomes are still hidden. ");
});
addEventListener("load", () => {
  const words = "What asks for your guesses could not be loaded, so outcomes are still hidden. ";
  setTimeout(() => hidesOutcomes() && !document.querySelector(".part-lost") && tell(words), 20_000);
});

// A script or style sheet of the page itself that does not come leaves a page of which half does nothing.
addEventListener(
  "error",
  async ({ target }) => {
    const isSheet = target instanceof HTMLLinkElement && target.relList.contains("stylesheet");
    if (!isSheet && !(target instanceof HTMLScriptElement)) return;
    const address = isSheet ? target.href : target.src;
    if (address !== "" && !address.startsWith(`${location.origin}/`)) return;
    const answer = await fetch(address || location.href, { cache: "no-store" }).catch(() => null);
    const words = answer
      ? "The course was renewed, or a part of this page was lost on its way: reload the page (your edits are kept). "
      : "A part of this page could not be loaded: there is no connection to the site. Connect, then reload the page. ";
    const reload = document.createElement("button");
    reload.textContent = "Reload";
    reload.addEventListener("click", () => location.reload());
    const show = () => document.querySelector(".part-lost") ?? tell(words, reload);
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", show);
    else show();
  },
  true,
);
