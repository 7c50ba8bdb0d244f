import { randomBytes } from "node:crypto";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { type Id, newId } from "../../foundation/ids/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../foundation/problems/index.ts";
import type { WebhookEndpointTable } from "../../foundation/webhooks/index.ts";
import type { SenderName } from "./sender-name.schema.ts";
import { senders } from "./senders/index.ts";
import { viewEndpoints } from "./view-endpoints.ts";
import {
  createWebhookEndpoint,
  disableWebhookEndpoint,
  listWebhookEndpoints,
  rotateWebhookSecret,
} from "./webhook.contract.ts";

/** Senders learn of a change late: Shopify up to an hour, a person in a dashboard up to a working day. */
const previousMs = 86_400_000;

const endpointExists = problemKind("webhook-endpoint-exists", 409);

export const listEndpointsOperation = operation(listWebhookEndpoints, {
  by: { admin: anything },
  run: async ({ tx }) => ({ items: await viewEndpoints(tx) }),
});

export const createEndpointOperation = operation(createWebhookEndpoint, {
  by: { admin: anything },
  async run({ tx, clock }, { sender, source, secret: given }) {
    const secret = secretFor(sender, given);
    const id = newId<"whe">();
    const row = { id, sender, source, secret, created_at: clock.real() };
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("webhook_endpoints")
      .values({ ...row, previous_secret: null, previous_until: null, disabled_at: null })
      .onConflict((conflict) => conflict.columns(["sender", "source"]).where("disabled_at", "is", null).doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) throw endpointExists({ sender, source });
    return { endpoint: await viewOf(tx, id), secret };
  },
});

export const rotateSecretOperation = operation(rotateWebhookSecret, {
  by: { admin: anything },
  async run({ tx, clock }, { endpointId, secret: given }) {
    const endpoint = await lockEndpoint(tx, endpointId);
    const secret = secretFor(endpoint.sender as SenderName, given);
    // Sent again it must not make the new secret the one before.
    if (secret !== endpoint.secret)
      await tx.db
        .updateTable("webhook_endpoints")
        .set({
          secret,
          previous_secret: endpoint.secret,
          previous_until: new Date(clock.real().getTime() + previousMs),
        })
        .where("id", "=", endpointId)
        .execute();
    return { endpoint: await viewOf(tx, endpointId), secret };
  },
});

export const disableEndpointOperation = operation(disableWebhookEndpoint, {
  by: { admin: anything },
  async run({ tx, clock }, { endpointId }) {
    await lockEndpoint(tx, endpointId);
    const now = clock.real();
    await tx.db
      .updateTable("webhook_endpoints")
      .set({ disabled_at: now })
      .where("id", "=", endpointId)
      .where("disabled_at", "is", null)
      .execute();
    return viewOf(tx, endpointId);
  },
});

function secretFor(sender: SenderName, given: string | undefined): string {
  const refuse = (reason: string) =>
    badInput({ field: "secret", reason }, { fields: [{ field: "secret", message: reason }] });
  if (given === undefined && senders[sender].makesSecret)
    throw refuse("this sender makes the secret: copy it from the sender's settings");
  const secret = given ?? `whsec_${randomBytes(32).toString("base64")}`;
  const reason = senders[sender].secretFault(secret);
  if (reason !== undefined) throw refuse(reason);
  return secret;
}

async function lockEndpoint(tx: DatabaseTx, id: Id<"whe">): Promise<Pick<WebhookEndpointTable, "sender" | "secret">> {
  const row = await tx.db
    .selectFrom("webhook_endpoints")
    .select(["sender", "secret"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

async function viewOf(tx: DatabaseTx, id: Id<"whe">) {
  const [view] = await viewEndpoints(tx, id);
  if (!view) throw notFound();
  return view;
}
