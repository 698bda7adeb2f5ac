/** Where an event is told, as an id. Apart from the other identities, which need a hash: the pages make these too. */

/** Id of an event or mention in a report: the report's id and where the trigger stands. */
export function mentionId(report: string, trigger: { readonly start: number; readonly end: number }): string {
  return `${report}:${trigger.start}-${trigger.end}`;
}
