import type { MigrationFolder } from "./foundation/database/index.ts";

/** Every folder of SQL files, floor by floor: the order in which a database is built. */
export const migrationFolders: readonly MigrationFolder[] = [
  ...["auth", "events", "files", "operations", "rate-limits", "reactions", "timers", "webhooks"].map((name) =>
    capability("foundation", name),
  ),
  ...[
    "adjustments",
    "catalogue",
    "delivery",
    "journeys",
    "ledger",
    "messages",
    "orders",
    "parcels",
    "payments",
    "profiles",
    "promises",
    "retailer",
    "returns",
    "shoppers",
    "stores",
    "shipping",
    "stock",
  ].map((name) => capability("facts", name)),
  ...[
    "learning",
    "programs",
    "budgets",
    "policy",
    "decisions",
    "outcomes",
    "training",
    "experiments",
    "laboratory",
  ].map((name) => capability("judgement", name)),
  capability("judgement", "return-policies"),
  { capability: "promise-models", folder: new URL("./judgement/promises/migrations/", import.meta.url) },
  { capability: "ways", folder: new URL("./judgement/promises/in-flight/migrations/", import.meta.url) },
  capability("means", "offers"),
  capability("means", "points"),
  { capability: "message-queue", folder: new URL("./means/messages/migrations/", import.meta.url) },
  capability("means", "store-credit"),
  capability("means", "gift-cards"),
  capability("means", "refunds"),
  capability("means", "collecting"),
  capability("means", "reconciliation"),
  capability("means", "labels"),
  capability("care", "content"),
  { capability: "delivery-watching", folder: new URL("./care/delivery/migrations/", import.meta.url) },
  capability("care", "incentives"),
  { capability: "remedies", folder: new URL("./care/delivery/remedies/migrations/", import.meta.url) },
  capability("surfaces", "sample-life"),
  capability("surfaces", "subscriptions"),
  capability("care", "withdrawals"),
  capability("care", "dispositions"),
  { capability: "return-photos", folder: new URL("./care/returns/photos/migrations/", import.meta.url) },
  { capability: "counter-returns", folder: new URL("./care/returns/migrations/", import.meta.url) },
];

function capability(floor: string, name: string): MigrationFolder {
  return { capability: name, folder: new URL(`./${floor}/${name}/migrations/`, import.meta.url) };
}
