/** A link that leads out of the pages: only to web addresses, and without telling where it was followed from. */
import type { ComponentChildren } from "preact";

/** The address if it is one of the web, else null: reports are untrusted, and `javascript:` is an address too. */
export function webAddress(text: string | null): string | null {
  if (text === null) return null;
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

export function OutsideLink({
  to,
  children,
}: {
  readonly to: string | null;
  readonly children: ComponentChildren;
}) {
  const address = webAddress(to);
  if (address === null) return <>{children}</>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer external">
      {children}
    </a>
  );
}
