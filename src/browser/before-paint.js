// Stands in every page's head and runs before the first paint: style sheets may count on scripts, and a stored theme
// wins over the system's.
document.documentElement.classList.add("script");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked here: the system's theme it is.
}
