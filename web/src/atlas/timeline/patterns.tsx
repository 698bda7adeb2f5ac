/** The patterns of the families, once in a page: lines in the colour of the paper over the colour of the family. */
import { FAMILY_ORDER, LOOKS } from "../families.js";

export function Patterns() {
  return (
    <defs>
      {FAMILY_ORDER.map((family) => (
        <pattern key={family} id={`pattern-${family}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <path class="pattern-line" d={LOOKS[family].pattern} />
        </pattern>
      ))}
    </defs>
  );
}
