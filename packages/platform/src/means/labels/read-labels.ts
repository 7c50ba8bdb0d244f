import type { Selectable } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { ReturnLabelTable } from "./label-tables.ts";

export type ReturnLabel = Selectable<ReturnLabelTable>;

/** The labels of these requests, latest first. */
export async function labelsOfRequests(
  { db }: DatabaseTx,
  returnRequestIds: readonly string[],
): Promise<ReturnLabel[]> {
  if (returnRequestIds.length === 0) return [];
  return db
    .selectFrom("return_labels")
    .selectAll()
    .where("return_request_id", "in", [...returnRequestIds])
    .orderBy("made_at", "desc")
    .orderBy("id", "desc")
    .execute();
}

/** The label that a parcel travels under; undefined for parcels that come back without one of ours. */
export async function labelOfParcel({ db }: DatabaseTx, parcelId: string): Promise<ReturnLabel | undefined> {
  return db.selectFrom("return_labels").selectAll().where("parcel_id", "=", parcelId).executeTakeFirst();
}
