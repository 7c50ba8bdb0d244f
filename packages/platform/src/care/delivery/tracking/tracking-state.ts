import type { TrackedParcel } from "../../../facts/parcels/index.ts";
import type { TrackingState } from "./tracking.contract.ts";

/** What the state follows from. Days are calendar days at the place of the retailer. */
export interface Situation {
  readonly today: string;
  /** Handed over in a store: nothing travels. */
  readonly collected: boolean;
  readonly parcels: readonly Pick<TrackedParcel, "phase" | "status" | "lines">[];
  /** What was ordered. */
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  /** The last day that was promised first, and the last on which it is expected now. */
  readonly promisedLatest: string | undefined;
  readonly expectedLatest: string | undefined;
  /** What is wrong, as long as it is. */
  readonly incident: { readonly kind: string } | undefined;
}

const waiting: readonly string[] = ["wrong-address", "attempt-failed", "held-for-pickup"];
const waitingStatus: readonly string[] = ["buyer_action", "attempt_failed", "pickup_ready"];
const troubleStatus: readonly string[] = ["customs", "delayed", "refused", "damaged", "lost", "expired"];

/**
 * The one word for where an order is. What the shopper has to do comes before what is wrong, and that before what is late; parcels
 * that are out for delivery arrive, however late they are. Parcels that arrived or turned round count only when none is still to come.
 */
export function stateOf(situation: Situation): TrackingState {
  const { today, collected, parcels, promisedLatest, expectedLatest, incident } = situation;
  const coming = stillToCome(situation);
  if (coming.length === 0 && parcels.length > 0 && !isPartOnly(situation)) return stateOfEnded(parcels);
  if (collected && coming.length === 0) return "arrived";
  const has = (statuses: readonly string[]) => coming.some(({ status }) => statuses.includes(status));
  if (has(waitingStatus) || (incident && waiting.includes(incident.kind))) return "waiting-for-you";
  if (coming.length > 0 && coming.every(({ status }) => status === "out_for_delivery")) return "arriving";
  if (has(troubleStatus) || (incident && incident.kind !== "late")) return "in-trouble";
  const last = expectedLatest ?? promisedLatest;
  const isLate =
    promisedLatest !== undefined && (promisedLatest < today || (last !== undefined && last > promisedLatest));
  if (isLate) return "late";
  if (coming.some(({ phase }) => phase === 1)) return last === today ? "arriving" : "on-its-way";
  return "not-shipped";
}

/** Parcels that have neither arrived nor turned round. One that is lost counts no more once another has come in its place. */
export function stillToCome<Parcel extends Situation["parcels"][number]>({
  parcels,
  incident,
}: Pick<Situation, "incident"> & { readonly parcels: readonly Parcel[] }): Parcel[] {
  const isReplaced = incident === undefined && parcels.some(({ phase }) => phase === 2);
  return parcels.filter(
    ({ phase, status }) => phase < 2 && status !== "cancelled" && !(isReplaced && status === "lost"),
  );
}

/** Something arrived, it is said what was in each parcel, and that is not all of what was ordered. */
function isPartOnly({ parcels, lines }: Situation): boolean {
  const arrived = parcels.filter(({ phase }) => phase === 2);
  if (arrived.length === 0 || arrived.some((parcel) => parcel.lines.length === 0)) return false;
  const came = (line: number) =>
    arrived
      .flatMap((parcel) => parcel.lines.filter((one) => one.line === line))
      .reduce((sum, { quantity }) => sum + quantity, 0);
  return lines.some(({ line, quantity }) => quantity > came(line));
}

function stateOfEnded(parcels: Situation["parcels"]): TrackingState {
  if (parcels.every(({ status }) => status === "cancelled")) return "cancelled";
  return parcels.some(({ phase }) => phase === 2) ? "arrived" : "coming-back";
}
