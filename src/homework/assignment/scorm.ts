import { escapeHtml } from "../../core/escape-html.ts";
import type { Manifest } from "./manifest.ts";
import type { StudentLink } from "./student-links.ts";
import { xmlHead, xmlText } from "./xml.ts";

export type ScormEdition = "1.2" | "2004";

/** What the package's page reads. */
export interface ScormFacts {
  readonly edition: ScormEdition;
  readonly assignment: string;
  readonly version: number;
  readonly links: readonly StudentLink[];
}

interface Parts extends Pick<Manifest, "assignment" | "version" | "title"> {
  readonly links: readonly StudentLink[];
  /** What runs in the package's page, as one script. */
  readonly script: string;
}

/** Nobody may take its score for a grade. */
const unverified =
  "Its score counts exercises whose visible checks pass, as your browser says; nobody has verified it. Your grade comes of the file that you hand in.";

/** An assignment as a SCORM package: a page that opens its chapters and reports what they tell. Its files by their paths. */
export function scormFiles(edition: ScormEdition, parts: Parts): ReadonlyMap<string, string> {
  return new Map([
    ["imsmanifest.xml", edition === "1.2" ? manifest12(parts) : manifest2004(parts)],
    ["index.html", page(edition, parts)],
    ["package.js", parts.script],
  ]);
}

function manifest12({ assignment, title }: Parts): string {
  const names = `xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"`;
  return manifest({ assignment, title, names, schemaVersion: "1.2", kind: "adlcp:scormtype" });
}

function manifest2004({ assignment, title }: Parts): string {
  const names = `xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"`;
  return manifest({ assignment, title, names, schemaVersion: "2004 4th Edition", kind: "adlcp:scormType" });
}

interface Head {
  readonly assignment: string;
  readonly title: string;
  readonly names: string;
  readonly schemaVersion: string;
  /** The two editions write the attribute otherwise. */
  readonly kind: string;
}

function manifest({ assignment, title, names, schemaVersion, kind }: Head): string {
  return `${xmlHead}<manifest ${names} identifier="MANIFEST-${assignment}" version="1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>${schemaVersion}</schemaversion>
  </metadata>
  <organizations default="ORG-${assignment}">
    <organization identifier="ORG-${assignment}">
      <title>${xmlText(title)}</title>
      <item identifier="ITEM-${assignment}" identifierref="RES-${assignment}">
        <title>${xmlText(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="RES-${assignment}" type="webcontent" ${kind}="sco" href="index.html">
      <file href="index.html"/>
      <file href="package.js"/>
    </resource>
  </resources>
</manifest>
`;
}

function page(edition: ScormEdition, { assignment, version, title, links }: Parts): string {
  const facts: ScormFacts = { edition, assignment, version, links };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 40rem; margin: 0 auto; padding: 1rem; }
button { min-height: 2.75rem; padding: 0 1rem; font: inherit; }
ul { padding: 0; list-style: none; }
li { margin: 0.5rem 0; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>Each chapter opens in a window of its own. Leave this page open while you work. ${unverified}</p>
<ul id="links"></ul>
<p id="state" role="status">Nothing is reported yet.</p>
<noscript><p>This page needs JavaScript to open the chapters and to report.</p></noscript>
<script type="application/json" id="facts">${JSON.stringify(facts).replaceAll("<", "\\u003c")}</script>
<script src="package.js"></script>
</body>
</html>
`;
}
