/** A report that could not be opened: what went wrong, what to do, and the way back to the others. */
import type { Problem } from "../api/client.js";
import { ProblemNote } from "../components/states.js";
import { texts } from "../texts/index.js";
import { addressOf } from "./address.js";

export function Trouble({ problem, again }: { readonly problem: Problem; readonly again: () => void }) {
  return (
    <div class="trouble">
      <ProblemNote problem={problem} again={again} />
      <a href={addressOf("queue")}>{texts.desk.coding.queue}</a>
    </div>
  );
}
