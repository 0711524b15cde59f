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

// Outcomes are hidden until a script knows what the reader has guessed; where none ever does, they are shown.
addEventListener(
  "error",
  ({ error, target }) => {
    const isKnown = document.querySelector(".experiment:is(.guessed, .unguessed)") !== null;
    if (isKnown || !(error || target instanceof HTMLScriptElement)) return;
    document.documentElement.classList.add("outcomes-open");
  },
  true,
);

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
    const notice = document.createElement("p");
    notice.className = "part-lost";
    notice.setAttribute("role", "alert");
    notice.append(words, reload);
    const show = () => document.querySelector(".part-lost") ?? document.body.prepend(notice);
    if (document.body) show();
    else addEventListener("DOMContentLoaded", show);
  },
  true,
);
