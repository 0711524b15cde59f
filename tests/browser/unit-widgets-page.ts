import "@fontsource-variable/inter/wght.css";
import "../../src/styles/charts.css";
import "../../src/styles/drawings.css";
import "../../src/styles/widgets.css";
import "../../src/styles/wire-block.css";
import "../../src/styles/trace-net.css";
import "../../src/styles/slide-border.css";
import "./library-page.ts";
