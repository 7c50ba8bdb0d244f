import { sql } from "kysely";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import { notFound } from "../../foundation/problems/index.ts";
import { familyOf } from "../persons/index.ts";
import { permissionChanged } from "./message-facts.ts";
import type { MessageChannel, MessagePurpose, PermissionOrigin } from "./message-words.schema.ts";

/** Names this kind of lock among all others; the number itself means nothing. */
const PERMISSION_LOCKS = 1_346_722_375;

/** What a person has said about messages of one purpose over one channel. */
export interface Permission {
  readonly channel: MessageChannel;
  readonly purpose: MessagePurpose;
  readonly granted: boolean;
  readonly at: Date;
  readonly origin: PermissionOrigin;
}

/** A person's latest words, whichever of their accounts and guests they were said of. */
export async function readPermissions(tx: Pick<Tx, "db">, family: readonly string[]): Promise<Permission[]> {
  const { rows } = await sql<Permission>`
    select distinct on (channel, purpose) channel, purpose, granted, at, origin from message_permissions
    where shopper_id = any(${[...family]}::uuid[])
    order by channel, purpose, at desc, granted`.execute(tx.db);
  return rows;
}

interface PermissionChange {
  readonly shopperId: string;
  readonly channel: MessageChannel;
  readonly purpose: MessagePurpose;
  readonly granted: boolean;
  readonly at: Date;
  readonly origin: PermissionOrigin;
}

/**
 * Writes down what a person has said last, under their account. The same word again changes nothing.
 * @throws not-found (404)
 */
export async function changePermission(tx: Tx, change: PermissionChange): Promise<void> {
  const family = await familyOf(tx, change.shopperId);
  const holder = family[0] as Id<"shp"> | undefined;
  if (holder === undefined) throw notFound({ field: "shopperId" });
  const { channel, purpose, granted, at, origin } = change;
  // Two who say the same at once have said it once.
  await sql`select pg_advisory_xact_lock(${PERMISSION_LOCKS}, hashtext(${holder}))`.execute(tx.db);
  const stands = (await readPermissions(tx, family)).find(
    (known) => known.channel === channel && known.purpose === purpose,
  );
  if (stands?.granted === granted) return;
  // The fact first: everybody who appends takes their turn over the subject before they lock rows.
  const said = granted ? ("allowed" as const) : ("refused" as const);
  const data = { shopperId: holder, channel, purpose, said, origin };
  await tx.append(permissionChanged({ subject: holder, at, data }));
  await tx.db
    .insertInto("message_permissions")
    .values({ shopper_id: holder, channel, purpose, granted, at, origin })
    .onConflict((conflict) =>
      conflict
        .columns(["shopper_id", "channel", "purpose"])
        .doUpdateSet({ granted, at, origin })
        // A word that is older than the one that stands is not the last.
        .where("message_permissions.at", "<=", at),
    )
    .execute();
}
