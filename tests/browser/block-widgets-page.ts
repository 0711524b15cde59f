import "@fontsource-variable/inter/wght.css";
import "../../src/styles/charts.css";
import "../../src/styles/drawings.css";
import "../../src/styles/exercises.css";
import "../../src/styles/widgets.css";
import "./library-page.ts";
