import { escapeHtml } from "../../core/escape-html.ts";

/** What all pages have that are opened from a disk: they take nothing with them but themselves. */
const paper = `:root{color-scheme:light dark;--paper:#fcfcfa;--ink:#1d1f23;--muted:#5a5f67;--rule:#d5d5d0;--panel:#f0f0ec;
--accent:#2a62b5;--warn:#8a3b00}
@media(prefers-color-scheme:dark){:root{--paper:#15171b;--ink:#e8e6e1;--muted:#a3a8b0;--rule:#3a3e44;--panel:#22252b;
--accent:#7db0f2;--warn:#f0974d}}
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
pre{padding:.75rem;background:var(--panel);white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem}`;

export interface WholePage {
  readonly title: string;
  /** What the page may do beside showing itself, as directives of a content security policy. */
  readonly policy: readonly string[];
  /** Beside what all pages have. */
  readonly style: string;
  /** HTML, in which all that somebody wrote is escaped. */
  readonly body: string;
}

/** A page in one file, under a policy that lets it load nothing, and run nothing but for what `policy` names. */
export function wholePage({ title, policy, style, body }: WholePage): string {
  const directives = [
    "default-src 'none'",
    ...policy,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${directives.join("; ")}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${paper}
${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
