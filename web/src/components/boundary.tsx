/** Keeps a fault of one part of a page from taking the rest with it. */
import { Component, type ComponentChildren } from "preact";
import { Problem } from "../api/client.js";
import { texts } from "../texts/index.js";
import { ProblemNote } from "./states.js";

type Props = {
  readonly children: ComponentChildren;
  /** Shown instead of the general note. */
  readonly instead?: ComponentChildren;
};

export class Boundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failed: true });
  }

  override render({ children, instead }: Props) {
    if (!this.state.failed) return children;
    if (instead !== undefined) return instead;
    const { title, detail, todo } = texts.problems.broken;
    return (
      <ProblemNote
        problem={new Problem(0, title, detail, todo)}
        again={() => this.setState({ failed: false })}
      />
    );
  }
}
