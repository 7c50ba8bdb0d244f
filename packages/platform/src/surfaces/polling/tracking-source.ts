import type { GivenParcel } from "../../facts/parcels/index.ts";

/** A service that is asked about parcels, for shops that nobody sends webhooks to. */
export interface TrackingSource {
  /** What it knows of these tracking numbers, one answer for each that it knows. @throws when it cannot be asked now */
  ask(trackingNumbers: readonly string[], timeZone: string): Promise<GivenParcel[]>;
}

export interface SourceAccount {
  readonly apiKey: string;
  /** Where the service answers; another one in tests. */
  readonly url?: string;
}

const answerWithinMs = 20_000;

/** The JSON of an answer. @throws with the status for anything but 2xx, and never with a key */
export async function askFor(url: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(answerWithinMs) });
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return response.json();
}
