import { type ContractInput, previewVisit } from "@aftercare/platform/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { reading } from "../api/index.ts";
import { useStore } from "./store.ts";
import { type Picked, useVisit } from "./visit.ts";

type Orders = ContractInput<typeof previewVisit>["orders"];
type Way = ContractInput<typeof previewVisit>["way"];

/** What lies on the counter, as the house is told of it. */
export function broughtOf(picked: Iterable<Picked>): Orders {
  return [...picked].map(({ order: { orderId }, selection }) => ({
    orderId,
    lines: [...selection].map(([line, { quantity, reason }]) => {
      return { line, quantity, ...(reason !== undefined && { reason }) };
    }),
  }));
}

/** What will really be given for what lies on the counter, and by whom; what was asked before stands until the answer is there. */
export function useVisitPreview(way?: Way) {
  const { storeId } = useStore();
  const { picked, isGift } = useVisit();
  const orders = useDeferredValue(broughtOf(picked.values()));
  // Once all was taken back the units that are still deferred would be asked for again, and are none any more.
  const asked = storeId !== undefined && picked.size > 0 && orders.length > 0;
  const query = useQuery({
    ...reading(previewVisit, { storeId: storeId ?? "", orders, isGift, ...(way !== undefined && !isGift && { way }) }),
    enabled: asked,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { ...query, data: asked ? query.data : undefined };
}
