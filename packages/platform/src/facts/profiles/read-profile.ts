import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { emptyProfile, type ProfileState } from "./profile-state.ts";

/** The stored state of the person a shopper belongs to; empty for one who has bought and returned nothing. */
export async function readProfile(tx: DatabaseTx, shopperId: string): Promise<ProfileState> {
  const { rows } = await sql<{ state: ProfileState }>`
    select p.state from shoppers s join profiles p on p.shopper_id = coalesce(s.merged_into, s.id)
    where s.id = ${shopperId}`.execute(tx.db);
  return rows[0]?.state ?? emptyProfile;
}
