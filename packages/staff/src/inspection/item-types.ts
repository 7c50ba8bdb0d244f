import {
  type ContractOutput,
  dispositionScorecard,
  getItem,
  listDestinations,
  searchItems,
} from "@aftercare/platform/contract";
import { useQueryClient } from "@tanstack/react-query";

export type Item = ContractOutput<typeof getItem>;
export type ListedItem = ContractOutput<typeof searchItems>["items"][number];
export type Option = Item["options"][number];
export type Grade = NonNullable<ListedItem["grade"]>;
export type Ground = NonNullable<ListedItem["ground"]>;
export type Destination = ContractOutput<typeof listDestinations>["items"][number];
export type DestinationKind = Destination["kind"];
export type Disposition = NonNullable<ListedItem["disposition"]>;

/** Best first, as the keys 1 to 7 choose them. */
export const grades: readonly Grade[] = ["N", "TT", "R", "A", "B", "C", "X"];

export const destinationKinds: readonly DestinationKind[] = [
  ...(["charity", "recycler", "refurbisher", "outlet", "buyer", "vendor"] as const),
];

/** Who takes goods that are disposed of in this way; undefined where nobody else does. */
export const takenBy: Readonly<Record<Disposition, DestinationKind | undefined>> = {
  ...{ rts: undefined, stock_transfer: undefined, d2c: undefined, dispose: undefined, destroy: undefined },
  ...{
    removed: undefined,
    to_shopper: undefined,
    rts_drop_ship: "vendor",
    rtv: "vendor",
    outlets: "outlet",
    b2b: "buyer",
  },
  ...{ client_liquidation: "buyer", donate: "charity", recycle: "recycler" },
};

const shown: readonly string[] = [getItem.name, searchItems.name, listDestinations.name, dispositionScorecard.name];

/** Reads anew everything that items stand in. */
export function useRefreshItems(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => shown.includes(name as string) });
}
