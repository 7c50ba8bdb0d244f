import { findGift } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Navigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { reading } from "../api/index.ts";
import { setGift } from "./visit.ts";

/** The purchase that a gift code belongs to: opened at once, and as a gift, so that neither its price nor its buyer is shown. */
export function GiftHit({ query }: { query: string }) {
  const asked = { ...reading(findGift, { code: query }), enabled: isGiftCode(query), retry: false };
  const orderId = useQuery(asked).data?.orderId;
  useEffect(() => {
    if (orderId !== undefined) setGift(true);
  }, [orderId]);
  return orderId === undefined ? null : <Navigate to="/counter/orders/$id" params={{ id: orderId }} replace />;
}

/** Of its length; whether there is such a gift the house says. */
function isGiftCode(text: string): boolean {
  return /^[2-9A-HJ-NP-RTV-Z]{14}$/.test(text.toUpperCase().replaceAll(/[\s-]/g, ""));
}
