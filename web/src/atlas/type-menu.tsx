/** The menu of types: families first, their types within, each with how many events of the selection it has. */
import { Menu } from "../components/menu.js";
import { number } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { FAMILY_ORDER, familyOf } from "./families.js";
import { Glyph } from "./glyph.js";
import { facetsFor, filters, openedMenu, setFilters } from "./state.js";

/** Ticking a family takes the place of its types; ticking a type, that of its family. */
function toggled(chosen: readonly string[], code: string, on: boolean): readonly string[] {
  const family = familyOf(code);
  if (!on) return chosen.filter((other) => other !== code);
  const rest = chosen.filter((other) => (code === family ? familyOf(other) !== family : other !== family));
  return [...rest, code];
}

function Tick({
  code,
  label,
  count,
}: {
  readonly code: string;
  readonly label: string;
  readonly count: number;
}) {
  const chosen = filters.value.type;
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={chosen.includes(code)}
        onChange={(event) => setFilters({ type: toggled(chosen, code, event.currentTarget.checked) })}
      />
      {!code.includes(".") && <Glyph type={code} />}
      <span>{label}</span>
      <span class="count">{number(count)}</span>
    </label>
  );
}

export function TypeMenu() {
  const values = facetsFor("type");
  const chosen = filters.value.type;
  const counts = new Map((values?.family ?? []).map(({ value, count }) => [value, count] as const));
  return (
    <Menu
      label={texts.filters.types}
      name={texts.filters.types}
      marked={chosen.length > 0}
      onOpen={() => {
        openedMenu.value = "type";
      }}
    >
      {() =>
        FAMILY_ORDER.map((family) => {
          const types = (values?.type ?? []).filter(({ value }) => familyOf(value) === family);
          const open = chosen.some((code) => code.startsWith(`${family}.`));
          return (
            <div class="family" key={family}>
              <Tick code={family} label={texts.families[family]} count={counts.get(family) ?? 0} />
              {types.length > 0 && (
                <details open={open}>
                  <summary>{texts.filters.typesOf(types.length)}</summary>
                  {types.map(({ value, label, count }) => (
                    <Tick key={value} code={value} label={label} count={count} />
                  ))}
                </details>
              )}
            </div>
          );
        })
      }
    </Menu>
  );
}
