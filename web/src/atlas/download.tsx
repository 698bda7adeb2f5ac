/** Takes the selection away: every form that the server offers for it, as links that a program could follow too. */
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

export function Download() {
  const names = texts.export.forms as Readonly<Record<string, string>>;
  const { total } = listed.value;
  return (
    <Menu
      label={texts.export.button}
      name={texts.export.button}
      align="end"
      onOpen={() => {
        wanted.value = true;
      }}
    >
      {() => (
        <Shown loaded={forms.value} again={forms.again}>
          {({ items }) => (
            <>
              {total !== null && <p class="menu-note">{texts.export.label(texts.count.events(total))}</p>}
              <ul class="download-list">
                {items.map(({ id }) => (
                  <li key={id}>
                    <a href={`/api/export/${id}${query.value === "" ? "" : `?${query.value}`}`} download="">
                      <code>{id}</code> <span>{names[id] ?? ""}</span>
                    </a>
                  </li>
                ))}
              </ul>
              <p class="menu-note">{texts.export.note}</p>
            </>
          )}
        </Shown>
      )}
    </Menu>
  );
}
