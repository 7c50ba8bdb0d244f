import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { z } from "zod";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { bodyOf, sendingTo } from "./queue-events.ts";
import {
  changeSubscription,
  createSubscription,
  disableSubscription,
  listSubscriptions,
  rotateSubscriptionSecret,
  testSubscription,
} from "./subscription.contract.ts";
import type { WebhookSubscriptionTable } from "./subscription-tables.ts";
import { viewSending } from "./view-sendings.ts";

/** A receiver's own configuration is changed by a person, within a working day. */
const previousMs = 86_400_000;
const admin = { admin: anything };

export const listSubscriptionsOperation = operation(listSubscriptions, {
  by: admin,
  run: async ({ tx }) => ({ items: await viewSubscriptions(tx) }),
});

export const createSubscriptionOperation = operation(createSubscription, {
  by: admin,
  async run({ tx, clock }, { url, types }) {
    const id = newId<"wsb">();
    const secret = newSecret();
    const before = {
      previous_secret: null,
      previous_until: null,
      disabled_at: null,
      disabled_because: null,
      quiet_until: null,
    };
    await tx.db
      .insertInto("webhook_subscriptions")
      .values({ id, url, types, secret, created_at: clock.real(), ...before })
      .execute();
    return { subscription: await viewSubscription(tx, id), secret };
  },
});

export const changeSubscriptionOperation = operation(changeSubscription, {
  by: admin,
  async run({ tx }, { subscriptionId, url, types }) {
    await change(tx, subscriptionId, { url, types, disabled_at: null, disabled_because: null, quiet_until: null });
    return viewSubscription(tx, subscriptionId);
  },
});

export const rotateSubscriptionSecretOperation = operation(rotateSubscriptionSecret, {
  by: admin,
  async run({ tx, clock }, { subscriptionId }) {
    const secret = newSecret();
    const row = await tx.db
      .selectFrom("webhook_subscriptions")
      .select("secret")
      .where("id", "=", subscriptionId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw notFound();
    const previous_until = new Date(clock.real().getTime() + previousMs);
    await change(tx, subscriptionId, { secret, previous_secret: row.secret, previous_until });
    return { subscription: await viewSubscription(tx, subscriptionId), secret };
  },
});

export const disableSubscriptionOperation = operation(disableSubscription, {
  by: admin,
  async run({ tx, clock }, { subscriptionId }) {
    await change(tx, subscriptionId, { disabled_at: clock.real(), disabled_because: "asked" });
    return viewSubscription(tx, subscriptionId);
  },
});

export const testSubscriptionOperation = operation(testSubscription, {
  by: admin,
  async run({ tx, clock }, { subscriptionId }) {
    const now = clock.real();
    await viewSubscription(tx, subscriptionId);
    const type = "aftercare.test";
    const row = sendingTo(subscriptionId, { type, body: bodyOf({ type, at: now, data: {} }), eventId: null, now });
    await tx.db.insertInto("webhook_sendings").values(row).execute();
    return viewSending(row);
  },
});

function newSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

async function change(tx: DatabaseTx, id: string, changes: Partial<WebhookSubscriptionTable>): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable("webhook_subscriptions")
    .set(changes)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw notFound();
}

type View = z.output<typeof createSubscription.output>["subscription"];

interface Row extends WebhookSubscriptionTable {
  readonly waiting: number;
  readonly failed: number;
  readonly last_sent_at: Date | null;
}

async function viewSubscription(tx: DatabaseTx, id: string): Promise<View> {
  const [view] = await viewSubscriptions(tx, id);
  if (!view) throw notFound();
  return view;
}

async function viewSubscriptions(tx: DatabaseTx, id?: string): Promise<View[]> {
  const { rows } = await sql<Row>`
    select s.*, n.waiting, n.failed, n.last_sent_at
    from webhook_subscriptions s, lateral (
      select count(*) filter (where w.state in ('queued', 'sending'))::int as waiting,
        count(*) filter (where w.state = 'failed')::int as failed, max(w.sent_at) as last_sent_at
      from webhook_sendings w where w.subscription_id = s.id
    ) n
    where ${id === undefined ? sql`true` : sql`s.id = ${id}`}
    order by s.created_at desc, s.id desc`.execute(tx.db);
  return rows.map((row) => ({
    ...{ subscriptionId: row.id as Id<"wsb">, url: row.url, types: row.types, createdAt: row.created_at },
    ...{ waiting: row.waiting, failed: row.failed },
    ...(row.disabled_at !== null && { disabledAt: row.disabled_at }),
    ...(row.disabled_because !== null && { disabledBecause: row.disabled_because }),
    ...(row.previous_until !== null && { previousUntil: row.previous_until }),
    ...(row.last_sent_at !== null && { lastSentAt: row.last_sent_at }),
  }));
}
