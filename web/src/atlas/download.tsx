/** Takes the selection or one event away: every form that the server offers, as links that a program could follow too. */
import { signal } from "@preact/signals";
import type { ExportList } from "../api/answers.js";
import { load } from "../api/load.js";
import { Menu } from "../components/menu.js";
import { Shown } from "../components/states.js";
import { texts } from "../texts/index.js";
import { listed } from "./event-list-state.js";
import { query } from "./state.js";

const wanted = signal(false);
const forms = load<ExportList>(() => (wanted.value ? "/api/export" : null));
const want = () => {
  wanted.value = true;
};

/** Links to every form. `of`: what is taken away, as the API selects it. */
function Forms({ of }: { readonly of: string }) {
  const names = texts.export.forms as Readonly<Record<string, string>>;
  return (
    <Shown loaded={forms.value} again={forms.again}>
      {({ items }) => (
        <>
          <ul class="download-list">
            {items.map(({ id }) => (
              <li key={id}>
                <a href={`/api/export/${id}${of === "" ? "" : `?${of}`}`} download="">
                  <code>{id}</code> <span>{names[id] ?? ""}</span>
                </a>
              </li>
            ))}
          </ul>
          <p class="menu-note">{texts.export.note}</p>
        </>
      )}
    </Shown>
  );
}

export function Download() {
  const { total } = listed.value;
  const { button, label } = texts.export;
  return (
    <Menu label={button} name={button} align="end" onOpen={want}>
      {() => (
        <>
          {total !== null && <p class="menu-note">{label(texts.count.events(total))}</p>}
          <Forms of={query.value} />
        </>
      )}
    </Menu>
  );
}

/** One event, in every form of the exports and as the server answers it. */
export function DownloadEvent({ id }: { readonly id: string }) {
  const { one, claims } = texts.export;
  return (
    <Menu label={one} name={one} align="end" onOpen={want}>
      {() => (
        <>
          <ul class="download-list">
            <li>
              <a href={`/api/events/${encodeURIComponent(id)}`} download={`${id}.json`}>
                <code>json</code> <span>{claims}</span>
              </a>
            </li>
          </ul>
          <Forms of={`id=${encodeURIComponent(id)}`} />
        </>
      )}
    </Menu>
  );
}
