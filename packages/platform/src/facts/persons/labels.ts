import { type DatabaseTx, listed, statement } from "../../foundation/database/index.ts";
import type { Id } from "../../foundation/ids/index.ts";

/** How a person is named on staff pages: by the account, however many guests it was before. */
export interface PersonLabel {
  readonly shopperId: Id<"shp">;
  readonly kind: "account" | "guest";
  /** The shop's own customer number; a guest has none. */
  readonly number?: string;
  /** Absent where the shop sent none, and after erasure. */
  readonly name?: string;
}

/** The labels of the persons that these shoppers belong to, by the shopper's id as it was asked for. */
export async function labelsOf(tx: DatabaseTx, shopperIds: Iterable<string>): Promise<Map<string, PersonLabel>> {
  const rows = await readLabels(tx, [...new Set(shopperIds)]);
  return new Map(
    rows.map(({ id, person_id, kind, key, name }) => [
      id,
      {
        shopperId: person_id,
        kind,
        ...(kind === "account" ? { number: key } : {}),
        ...(name === null ? {} : { name }),
      },
    ]),
  );
}

interface LabelRow {
  id: string;
  person_id: Id<"shp">;
  kind: "account" | "guest";
  key: string;
  name: string | null;
}

const readLabels = statement<[shopperIds: readonly string[]], LabelRow>(
  "person-labels",
  `select s.id, person.id as person_id, person.kind, person.key, coalesce(c.name, own.name) as name
  from shoppers s
  join shoppers person on person.id = coalesce(s.merged_into, s.id)
  left join shopper_contacts c on c.shopper_id = person.id
  left join shopper_contacts own on own.shopper_id = s.id
  where s.id = any(${listed("$1")})`,
);
