/** One kind of data about a person. The register is for whoever answers an authority, and is tested against the tables. */
export interface PersonalDataKind {
  /** `table.column`, each listed once. */
  readonly columns: readonly string[];
  readonly kind: string;
  readonly purpose: string;
  readonly retention: string;
  /** What the erasure of a shopper does to it. */
  readonly onErasure: "deleted" | "kept, no longer naming anybody" | "not a shopper's";
}

/** The register of personal data (GDPR article 30), in the words of `docs/personal-data.md`. */
export const personalData: readonly PersonalDataKind[] = [
  {
    columns: ["shopper_contacts.name"],
    kind: "name of a shopper",
    purpose: "finding a purchase at the counter, naming the shopper on staff pages",
    retention: "until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["shopper_contacts.email"],
    kind: "e-mail address of a shopper",
    purpose: "proving that an order is one's own at look-up",
    retention: "until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["shopper_contacts.post_code"],
    kind: "post code of a shopper",
    purpose: "proving that an order is one's own where the shop has no e-mail address",
    retention: "until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["shopper_contacts.phone"],
    kind: "telephone number of a shopper",
    purpose: "text messages about what the shopper bought",
    retention: "until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["withdrawals.name", "withdrawals.email", "withdrawals.what", "withdrawals.note"],
    kind: "who stated a withdrawal, in which words, and what staff noted beside it",
    purpose: "acknowledging it, and proving what was stated and when",
    retention: "as long as the shop keeps the history, or until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["return_requests.plea", "return_requests.declined", "return_request_lines.detail"],
    kind: "what a shopper wrote about goods that they send back, and the reason they were given where it was declined",
    purpose: "deciding what becomes of the goods, and explaining it",
    retention: "as long as the shop keeps the history, or until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["message_contents.address", "message_contents.body"],
    kind: "what was written to a shopper, and the address it went to",
    purpose: "answering what a shopper was told",
    retention: "180 days, or until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["suppressed_addresses.address_hash"],
    kind: "SHA-256 of an address that nothing is sent to any more",
    purpose: "sending nothing to an address that does not exist, or whose owner complained",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["messages.kind", "messages.values"],
    kind: "which messages a shopper was sent or not, and why, under the shopper's identifier",
    purpose: "telling nobody the same thing twice; not writing too often",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["order_contents.lines", "order_contents.opens", "order_contents.help_asked_at"],
    kind: "which guides to a purchase a shopper was sent and opened, and where they asked for help, under the shopper's identifier",
    purpose: "sending no guide twice; finding out which help",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["idempotency_keys.response"],
    kind: "answers to commands, which can name a shopper",
    purpose: "answering a repeated request as the first one was answered",
    retention: "until a shopper whom it mentions is erased",
    onErasure: "deleted",
  },
  {
    columns: ["shoppers.key"],
    kind: "the shop's customer number",
    purpose: "recognising the same shopper in the next record of the shop",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["shoppers.country", "shoppers.language", "shoppers.registered_at", "shoppers.time_zone"],
    kind: "country, language, time zone and day of registration",
    purpose: "speaking the shopper's language and not at night; reports by country",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["events.data", "profiles.state", "orders.id", "returns.id"],
    kind: "what was bought, paid and returned, and the figures derived from it, under the shopper's identifier",
    purpose: "returns, refunds, bookkeeping, deciding the next step",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: [
      "decisions.features",
      "decisions.reasons",
      "outcomes.visits",
      "offers.decision_id",
      "offer_uses.decision_id",
    ],
    kind: "what was decided for a shopper, what was known of them then, what they were offered and what came of it",
    purpose: "explaining a decision, honouring offers, learning what works, measuring what programs earn",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["points_notes.note"],
    kind: "what a member of staff typed beside an adjustment of points",
    purpose: "knowing why points were given or taken",
    retention: "until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["points_entries.shopper_id", "points_accounts.tier"],
    kind: "points that were earned, used and taken back, and the tier, under the shopper's identifier",
    purpose: "a points balance that can be explained; bookkeeping of what is owed to shoppers",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["store_credit_entries.shopper_id", "ledger_entries.shopper_id"],
    kind: "store credit that was given and used, and what is owed to a shopper, under the shopper's identifier",
    purpose: "paying what is owed; bookkeeping",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["message_permissions.granted"],
    kind: "whether a shopper wants messages, by what they are about and how they come",
    purpose: "writing to nobody who does not want it",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["refunds.shopper_id", "refund_legs.provider_reference", "refund_legs.failure", "payments.reference"],
    kind: "refunds, what a payment provider calls a charge and its refund, and why it declined one",
    purpose: "giving money back the way it was paid, once; bookkeeping",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["scans.text", "scans.place"],
    kind: "what carriers write of a parcel, and the town it was in: it can name who signed",
    purpose: "telling a shopper where the parcel is",
    retention: "until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["parcels.tracking_number"],
    kind: "the number of a parcel, under which a carrier's pages show more",
    purpose: "recognising the parcel in what carriers send",
    retention: "until the shopper is erased and the parcel has ended",
    onErasure: "deleted",
  },
  {
    columns: [
      "order_deliveries.zone",
      "promise_quotes.shopper_id",
      "promises.shopper_id",
      "journeys.zone",
      "journeys.shopper_id",
      "incidents.shopper_id",
    ],
    kind: "what was promised of a delivery and what came of it, with the first characters of the post code, under the shopper's identifier",
    purpose: "telling when it arrives, making good what went wrong, learning how long deliveries take",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["order_deliveries.occasion_kind", "order_deliveries.occasion_on"],
    kind: "the occasion that an order is for, such as a birthday, and its day",
    purpose: "helping earlier where a parcel may come too late for it",
    retention: "until the shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["webhook_deliveries.body"],
    kind: "what others' systems sent of orders and parcels, as it came",
    purpose: "reading it, and finding out what a sender really sent",
    retention:
      "three days after it was read, 30 days where a person has to look at it; what was read also until a shopper is erased",
    onErasure: "deleted",
  },
  {
    columns: ["accounts.login", "accounts.password_hash"],
    kind: "login of a member of staff; the password as an argon2id hash only",
    purpose: "logging in, and knowing who did what",
    retention: "until the account is removed by an administrator",
    onErasure: "not a shopper's",
  },
  {
    columns: [
      ...["audit_lines.actor", "events.actor", "programs.draft_saved_by", "program_versions.published_by"],
      ...["points_entries.actor", "points_schemes.saved_by", "laboratory_runs.asked_by"],
      ...["store_credit_entries.actor", "ledger_entries.actor", "refunds.intended_by"],
      ...["reconciliation_runs.asked_by", "reconciliation_differences.explained_by"],
    ],
    kind: "identifier of the account or key that acted",
    purpose: "knowing who did what",
    retention: "as long as the history it explains",
    onErasure: "not a shopper's",
  },
  {
    columns: ["reconciliation_differences.shopper_id", "reconciliation_differences.explanation"],
    kind: "where the books disagree, under the shopper's identifier, and why that is right in the words of a member of staff, who are asked to name nobody",
    purpose: "bookkeeping that can be trusted",
    retention: "as long as the shop keeps the history",
    onErasure: "kept, no longer naming anybody",
  },
  {
    columns: ["rate_limits.bucket"],
    kind: "SHA-256 of a network address",
    purpose: "stopping whoever tries out order numbers or passwords",
    retention: "overwritten in the next window; the table does not survive a crash",
    onErasure: "not a shopper's",
  },
];
