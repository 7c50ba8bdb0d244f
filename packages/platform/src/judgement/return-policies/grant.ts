import type { Resolution } from "../../facts/return-requests/return-request.schema.ts";
import type { ReturnFloor } from "../law/index.ts";
import type { Grants } from "./policy.schema.ts";
import type { PolicyCase } from "./policy-facts.ts";
import type { ReadyPolicy } from "./ready-policy.ts";
import type { SendingFee } from "./sending-fee.schema.ts";
import { feesOf, hasCheaperWay, lowestFees, type WayFees } from "./sending-fee.ts";

/** Who granted one thing: what is usual, a rule by its name, or the law. */
export type GrantedBy = "usual" | "law" | { readonly rule: string };

/** What is granted to a line, with a price for each way of sending it back. */
export type LineGrants = Omit<Grants, "logisticsFee"> & { readonly logisticsFee: WayFees };

export interface Granted {
  readonly grants: LineGrants;
  readonly by: Readonly<Record<keyof Grants, GrantedBy>>;
}

const soonest = ["instant", "first-scan", "received", "inspected"] as const;

/** Whether a grant is better for the shopper than another. Lists are never compared: the longer one wins, and what both have stays. */
export const isBetter: { readonly [Name in keyof Grants]: (one: Grants[Name], other: Grants[Name]) => boolean } = {
  windowDays: (one, other) => one > other,
  logisticsFee: hasCheaperWay,
  restockingPercent: (one, other) => one < other,
  bonusPercent: (one, other) => one > other,
  refundTiming: (one, other) => soonest.indexOf(one) < soonest.indexOf(other),
  methods: (one, other) => one.length > other.length,
  resolutions: (one, other) => one.length > other.length,
};

/** What a policy grants for a line: the rules that hold, layer by layer, each thing by the one that its document lets win. Pure. */
export function grantUnder({ document, rules }: ReadyPolicy, facts: PolicyCase): Granted {
  const grants: Record<string, unknown> = { ...document.usual };
  const by: Record<string, GrantedBy> = {};
  for (const name of Object.keys(grants)) by[name] = "usual";
  for (const rule of rules) {
    if (!rule.holds({ ...facts })) continue;
    for (const [name, granted] of Object.entries(rule.grants)) {
      if (granted === undefined) continue;
      const better = isBetter[name as keyof Grants] as (one: unknown, other: unknown) => boolean;
      // What everybody has is no rule: a rule may also grant less than that.
      const isFirst = by[name] === "usual";
      const isBest = document.combine === "best-for-shopper" && !isFirst;
      if (isBest && !better(granted, grants[name])) continue;
      grants[name] = isBest && name === "logisticsFee" ? eachCheapest(granted, grants[name]) : granted;
      by[name] = { rule: rule.name };
    }
  }
  const { logisticsFee, ...others } = grants as Grants;
  return { grants: { ...others, logisticsFee: feesOf(logisticsFee) }, by: by as Granted["by"] };
}

/** Of two rules that price the ways, each way as the cheaper of them has it. */
function eachCheapest(one: unknown, other: unknown): WayFees {
  return lowestFees(feesOf(one as SendingFee), feesOf(other as SendingFee));
}

/** What was granted without anything but a cure, as the law alone has it. Pure. */
export function cureAlone({ grants, by }: Granted): Granted {
  const resolutions = grants.resolutions.filter((each) => each === "exchange" || each === "repair");
  return { grants: { ...grants, resolutions }, by: { ...by, resolutions: "law" } };
}

/**
 * Raises what was granted to what the law wants, thing by thing, whoever granted less. The last step before anything is told or done. Pure.
 * @param realLogistics what sending back really costs the shop: no more may be charged for that way
 */
export function raiseToFloor({ grants, by }: Granted, floor: ReturnFloor, realLogistics: SendingFee): Granted {
  if (!floor.isDue) return { grants, by };
  const has = (resolution: Resolution) => grants.resolutions.includes(resolution);
  const owed: Resolution[] = [
    ...(floor.owesRefund && !has("refund") ? (["refund"] as const) : []),
    ...(floor.owesCure && !has("exchange") && !has("repair") ? (["exchange"] as const) : []),
  ];
  const lawful = lowestFees(grants.logisticsFee, feesOf(floor.mayChargeLogistics ? realLogistics : 0n));
  const raised: Partial<LineGrants> = {
    ...(!floor.mayChargeRestocking && grants.restockingPercent > 0 && { restockingPercent: 0 }),
    ...(hasCheaperWay(lawful, grants.logisticsFee) && { logisticsFee: lawful }),
    ...(owed.length > 0 && { resolutions: [...grants.resolutions, ...owed] }),
    // Goods that may be kept and nothing else would leave nobody a way to give them back.
    ...(!grants.methods.some((method) => method !== "keep-it" && method !== "donate-it") && {
      methods: [...grants.methods, "drop-off" as const],
    }),
  };
  const law = Object.fromEntries(Object.keys(raised).map((name) => [name, "law" as const]));
  return { grants: { ...grants, ...raised }, by: { ...by, ...law } };
}
