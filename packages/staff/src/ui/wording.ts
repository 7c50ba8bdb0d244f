import { actionName, actionOffer, returnReasonName, type WordedAction } from "@aftercare/messages/browser";
import { useTexts } from "../language/index.ts";

interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Words for what comes as a handle. A handle that is newer than the catalogue is shown as it is. */
export function useWording() {
  const texts = useTexts();
  const { t, has } = texts;
  const named = (key: string, handle: string) => (has(key) ? t(key) : handle);
  const action = (chosen: WordedAction) => actionName(texts, chosen);
  const channel = (way: string) => named(`common.channel.${way}`, way);
  const payment = (method: string) => named(`staff.payment.${method}`, method);
  const parcelStatus = (status: string) => named(`parcels.status.${status.replaceAll("_", "-")}`, status);
  const day = (date: string | number | undefined) => (date === undefined ? "" : texts.date(String(date)));
  const tier = (held: { readonly id: string; readonly name?: string | undefined }) =>
    held.name ?? named(`common.tier.${held.id}`, held.id);
  return {
    /** A loyalty tier: the retailer's own word, else the catalogue's. */
    tier,
    /** Why staff gave or took points. */
    pointsReason: (handle: string) => named(`staff.points.reason.${handle}`, handle),
    /** The name of an action by its terms, e.g. “10% off”. */
    action,
    /** The same where it was weighed: doing nothing about a delivery in trouble is to explain and to apologise. */
    actionAt: (moment: string, chosen: WordedAction) =>
      moment === "delivery.remedy" && chosen.id === "none" ? t("console-delivery.remedy-none") : action(chosen),
    /** What is said to the shopper about it. */
    offer: (chosen: WordedAction) => actionOffer(texts, chosen),
    channel,
    returnReason: (handle: string) => returnReasonName(texts, handle),
    feature: (feature: string) => named(`reasons.features.${feature}`, feature),
    payment,
    parcelStatus,
    parcelFault: (fault: string) => named(`parcels.fault.${fault}`, fault),
    /** A reason or assumption that the platform words. */
    reason: ({ key, values }: Sentence) => {
      const full = key.startsWith("reasons.") ? key : `reasons.${key}`;
      return has(full) ? t(full, values) : key;
    },
    /** What happened, on a timeline. */
    event: (type: string, values: Sentence["values"], about?: WordedAction) => {
      const key = `staff.timeline.${type}`;
      if (!has(key)) return t("staff.timeline.other", { type });
      const { channel: way, method, from, to, kind, latest, deliveredOn, outcome } = values;
      return t(key, {
        ...values,
        ...(about !== undefined && { action: action(about) }),
        ...(typeof way === "string" && { channel: channel(way) }),
        ...(typeof method === "string" && { method: payment(method) }),
        ...(type.startsWith("message.") && { kind: named(`mail.kind.${kind}`, `${kind}`), channel: `${way}` }),
        ...(type === "parcel.status-changed" && { to: parcelStatus(`${to}`) }),
        ...(type.startsWith("delivery.incident-") && {
          kind: named(`delivery.kind.${kind ?? to}`, `${kind ?? to}`),
          outcome: named(`delivery.outcome.${outcome}`, `${outcome}`),
        }),
        ...(type.startsWith("promise.") && { latest: day(latest), deliveredOn: day(deliveredOn) }),
        ...(type === "points.tier-changed" && { from: tier({ id: `${from}` }), to: tier({ id: `${to}` }) }),
      });
    },
  };
}
