import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import { emptyProfile, type ProfileState } from "./profile-state.ts";

/** The stored state of the person a shopper belongs to; empty for one who has bought and returned nothing. */
export async function readProfile(tx: DatabaseTx, shopperId: string): Promise<ProfileState> {
  const [row] = await profileOf(tx, shopperId);
  return row?.state ?? emptyProfile;
}

const profileOf = statement<[shopperId: string], { state: ProfileState }>(
  "read-profile",
  `select p.state from shoppers s join profiles p on p.shopper_id = coalesce(s.merged_into, s.id)
  where s.id = $1`,
);
