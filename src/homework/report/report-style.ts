/** Beside what all pages have. */
export const reportStyle = `:root{--ink:#1d1f23;--muted:#5a5f67;--rule:#d5d5d0;--panel:#f0f0ec;--accent:#2a62b5;--bar:#2a62b5;--warn:#8a3b00}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--muted:#a3a8b0;--rule:#3a3e44;--panel:#22252b;--accent:#7db0f2;--bar:#4a94ee;--warn:#f0974d}}
*{box-sizing:border-box}
body{max-width:60rem;font:1rem/1.5 system-ui,sans-serif}
h1,h2,h3{line-height:1.2;text-wrap:balance}h2{margin-top:2.5rem;font-size:1.25rem}h3{font-size:1rem;margin:0 0 .5rem}
p,li{max-width:44rem;overflow-wrap:anywhere}.muted{color:var(--muted)}
a{color:var(--accent)}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}
th[scope=row]{white-space:nowrap}
th,td{padding:.3rem .75rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
td.n,th.n{text-align:right}td.check{padding-left:1rem;color:var(--muted)}
td.text{min-width:14rem;overflow-wrap:anywhere}
.chart{display:block;width:100%;max-width:40rem;height:auto}
.chart rect,.share rect{fill:var(--bar)}.chart path{stroke:var(--muted)}
.chart text{font:12px system-ui,sans-serif;fill:var(--ink);text-anchor:middle}
.share{width:6rem;height:.5rem;background:var(--panel);margin-left:.5rem}
summary{cursor:pointer;padding:.5rem 0}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
button,input,select,textarea{font:inherit;color:inherit;background:transparent;border:1px solid var(--muted);border-radius:4px;padding:.4rem .6rem}
select option{color:#1d1f23;background:#fcfcfa}
button{cursor:pointer;min-height:2.75rem}button.main{background:var(--accent);border-color:var(--accent);color:#fff}
@media(prefers-color-scheme:dark){button.main{color:#15171b}}
button:disabled{opacity:.5;cursor:default}
.tools,.steps{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;margin:1rem 0}
.tools label,.field{display:grid;gap:.2rem;font-size:.875rem}
.tools label.switch{display:flex;align-items:center;gap:.5rem;min-height:2.75rem}
.item{border-top:2px solid var(--rule);padding-top:1rem}
.item pre{max-height:32rem;overflow:auto}
fieldset{border:0;padding:0;margin:1rem 0;display:grid;gap:.5rem}
legend{font-weight:600;padding:0;margin-bottom:.25rem}
.criterion{display:grid;grid-template-columns:1fr auto;gap:.25rem 1rem;align-items:center;border-bottom:1px solid var(--rule);padding:.25rem 0}
.points{display:flex;gap:.5rem;align-items:center;white-space:nowrap}.points input{width:5rem;text-align:right}
textarea{width:100%;min-height:5rem}
.wrong{color:var(--warn)}input[aria-invalid=true]{border-color:var(--warn);border-width:2px}
.notice{border-left:3px solid var(--warn);padding-left:.75rem}
.hidden-text{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(max-width:30rem){body{margin:1rem auto}.criterion{grid-template-columns:1fr}.tools label,.tools select,.tools label>[autocomplete]{width:100%}.share{width:3rem}}
@media print{body{max-width:none}#by-hand{display:none}details>*{display:block}h2{break-after:avoid}tr{break-inside:avoid}.wide{overflow:visible}}`;
