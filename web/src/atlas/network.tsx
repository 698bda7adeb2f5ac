/** Who stands with whom: public actors in a column, arcs between those that stand in one event together. */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { ActorNetwork } from "../api/answers.js";
import { EmptyNote, Shown } from "../components/states.js";
import { number } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { arcDiagram } from "./network-layout.js";
import { filtered, network } from "./state.js";

const ROW = 22;
const ROOM = 116;
const MOST = 30;

function Diagram({ answer }: { readonly answer: ActorNetwork }) {
  const { nodes, arcs } = useMemo(() => arcDiagram(answer, MOST), [answer]);
  const near = useSignal<number | null>(null);
  if (nodes.length === 0) return <EmptyNote title={texts.network.empty} />;
  const most = Math.max(...arcs.map(({ events }) => events));
  const tied = (at: number) =>
    near.value === null ||
    near.value === at ||
    arcs.some(({ from, to }) => (from === at && to === near.value) || (to === at && from === near.value));
  const y = (at: number) => at * ROW + ROW / 2;
  return (
    <div class="network">
      <p class="panel-intro">{texts.network.intro}</p>
      <div class="network-body">
        <svg width={ROOM} height={nodes.length * ROW} aria-hidden="true">
          {arcs.map(({ from, to, events }) => {
            const reach = Math.min(ROOM - 10, 10 + ((to - from) / nodes.length) * (ROOM + 40));
            const on = near.value === null || from === near.value || to === near.value;
            return (
              <path
                key={`${from}-${to}`}
                class={on ? "arc" : "arc is-off"}
                d={`M${ROOM} ${y(from)}C${ROOM - reach * 1.3} ${y(from)} ${ROOM - reach * 1.3} ${y(to)} ${ROOM} ${y(to)}`}
                style={{ strokeWidth: 1 + (events / most) * 4 }}
              />
            );
          })}
        </svg>
        <ol class="network-names">
          {nodes.map((node, at) => (
            <li
              key={node.index}
              class={tied(at) ? "" : "is-off"}
              onPointerEnter={() => {
                near.value = at;
              }}
              onPointerLeave={() => {
                near.value = null;
              }}
              onFocusCapture={() => {
                near.value = at;
              }}
              onBlurCapture={() => {
                near.value = null;
              }}
            >
              <a href={filtered({ actor: node.name })} title={texts.network.filter}>
                {node.name}
              </a>{" "}
              <span class="soft">
                {texts.categories[node.category]} · {number(node.events)}
              </span>
              <span class="only-read">
                {texts.network.with(
                  arcs.flatMap(({ from, to }) =>
                    from === at ? nodes[to]!.name : to === at ? nodes[from]!.name : [],
                  ),
                )}
              </span>
            </li>
          ))}
        </ol>
      </div>
      {answer.nodes.length > nodes.length && (
        <p class="panel-intro">{texts.network.top(nodes.length, answer.nodes.length)}</p>
      )}
    </div>
  );
}

export function NetworkPanel() {
  return (
    <Shown loaded={network.value} again={network.again}>
      {(answer) => <Diagram answer={answer} />}
    </Shown>
  );
}
