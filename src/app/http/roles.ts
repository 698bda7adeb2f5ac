/** Who may do what: four roles, each of which may do all that the ones before it may. */

export const ROLES = ["reader", "coder", "adjudicator", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** What a route asks of whoever calls it; `anyone` is open without an account. */
export type Access = "anyone" | Role;

/** Whether somebody with `role` (null: nobody is signed in) may use a route that asks for `access`. */
export function mayUse(role: Role | null, access: Access): boolean {
  if (access === "anyone") return true;
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(access);
}
