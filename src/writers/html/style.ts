/** The style of the page, inside the page: light and dark as the reader's system is, and on paper. */

export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--ink:#1b1b1f;--soft:#5a5a66;--line:#d9d9e0;--card:#f6f6f9;--link:#1a4fa3;
--type:#ffe08a;--figure:#bfe3ff;--label:#ffc9d6;--actor:#d6f0c6;--place:#e6d7ff;--date:#ffd9b3;--means:#c9efe9;--demand:#e3e3c4;--other:#e4e4ea}
@media(prefers-color-scheme:dark){:root{--bg:#16161a;--ink:#ececf1;--soft:#a9a9b6;--line:#3a3a44;--card:#202027;--link:#9cc2ff;
--type:#5c4a00;--figure:#0b3f66;--label:#6b1f36;--actor:#2a4f17;--place:#45307a;--date:#6b3f0b;--means:#0f4f46;--demand:#4a4a1e;--other:#3a3a44}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2rem 0 .25rem;border-top:1px solid var(--line);padding-top:1.25rem}
h3{font-size:1rem;margin:0 0 .5rem}code{font-size:.85em;color:var(--soft)}a{color:var(--link)}
.small{overflow-wrap:anywhere;font-size:.85rem;color:var(--soft);margin:.4rem 0}.notice{border:1px solid var(--line);border-left:.4rem solid var(--label);padding:.6rem .9rem;margin:1rem 0}
.pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.5rem;align-items:start}
.text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;font-family:Georgia,serif}
.card{background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--soft);border-radius:.3rem;padding:.8rem 1rem;margin:0 0 1rem;overflow-wrap:anywhere}
.card:target{outline:2px solid var(--link)}.PRO{border-left-color:#2e8b57}.REP,.VIO{border-left-color:#c0392b}
dl{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.25rem .75rem;margin:0}dt{color:var(--soft)}dd{margin:0}dd ul{margin:.2rem 0;padding-left:1.1rem}
q{color:var(--soft);font-style:italic}.conflict{color:#c0392b}
a.m{color:inherit;text-decoration:none;border-radius:.15rem;padding:0 .1em;background:var(--other)}
a.m:focus,a.m:hover{outline:2px solid var(--link)}
.type{background:var(--type)!important}.figure{background:var(--figure)!important}.label{background:var(--label)!important}.actor{background:var(--actor)!important}
.place{background:var(--place)!important}.date{background:var(--date)!important}.means{background:var(--means)!important}.demand{background:var(--demand)!important}
.key span{padding:0 .4em;border-radius:.15rem;margin-right:.4em;color:var(--ink)}
@media(max-width:52rem){.pair{grid-template-columns:1fr}dl{grid-template-columns:6rem minmax(0,1fr)}}
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:11pt}.pair{display:block}.card{break-inside:avoid}a.m{border-bottom:1px solid #888}}
`.trim();
