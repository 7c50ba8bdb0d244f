/** Who acts. Every operation names which of these may call it, and over what. */
export const roles = [
  "anonymous",
  "shopper",
  "associate",
  "agent",
  "manager",
  "admin",
  "partner",
  "device",
  "service",
] as const;
export type Role = (typeof roles)[number];

export interface Actor {
  readonly role: Role;
  /** The account, key or shopper; `-` for nobody. Stands in audit lines and events, never a name or an address. */
  readonly id: string;
  /** What the actor is bound to, e.g. `{ storeId }` of an associate or `{ orderId }` of a signed link. */
  readonly scope: Readonly<Record<string, string>>;
}

export const anonymous: Actor = { role: "anonymous", id: "-", scope: {} };

/** The operator at the machine itself: whoever can run the command line could read the database anyway. */
export const operator: Actor = { role: "admin", id: "operator", scope: {} };
