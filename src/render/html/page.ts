import { Html, html } from './html.ts';

/** Colours by meaning, for light and dark; contrast of text at least 4.5 (WCAG 2.2, 1.4.3). */
const STYLE = `
:root{color-scheme:light dark;--back:#fff;--card:#f6f7f9;--text:#1b1f24;--quiet:#57606a;--line:#d5dae0;
--gain:#116329;--loss:#b42318;--warn:#8a5a00;--accent:#0550ae}
@media (prefers-color-scheme:dark){:root{--back:#0f1318;--card:#181e25;--text:#e6eaef;--quiet:#9aa6b2;
--line:#2d3640;--gain:#56d364;--loss:#ff7b72;--warn:#e3b341;--accent:#79c0ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--back);color:var(--text);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.1rem;margin:1.6rem 0 .5rem}
p{margin:.4rem 0}.quiet{color:var(--quiet)}.gain{color:var(--gain)}.loss{color:var(--loss)}
.warn{color:var(--warn)}a{color:var(--accent)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);padding:.2rem 0}
th,td{padding:.3rem .6rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600;white-space:nowrap}.number{text-align:right;white-space:nowrap}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.6rem;margin:.8rem 0;padding:0}
.cards>div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .7rem}
.cards dt{color:var(--quiet);font-size:.85rem}.cards dd{margin:0;font-size:1.15rem;font-weight:600}
@media print{body{max-width:none;padding:0}.scroll{overflow:visible}h2{break-after:avoid}tr{break-inside:avoid}}
`;

/** A page that needs nothing but itself. */
export interface Page {
  readonly title: string;
  /** Further rules, after those of every page. */
  readonly style?: string;
  readonly body: Html;
  /** Text of a script that runs once the page stands; ours, never made of data. */
  readonly script?: string;
}

/** The whole document. */
export function pageText({ title, style = '', body, script }: Page): string {
  const run = script === undefined ? undefined : new Html(`<script>${script}</script>`);
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE + style)}
        </style>
      </head>
      <body>
        ${body} ${run}
      </body>
    </html> `;
  return document.toString();
}
