/** An event as it came, about to be stored. */
export interface NewDelivery {
  readonly endpointId: string;
  /** The same when the sender sends it again: printable, up to 200 characters. */
  readonly eventKey: string;
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly state: "stored" | "malformed";
  /** Machine time. */
  readonly receivedAt: Date;
}

/** What came of reading one. */
export interface DeliverySummary {
  readonly taken: number;
  /** What it said was known already. */
  readonly known: number;
  readonly rejected: readonly { readonly index: number; readonly field: string; readonly reason: string }[];
}
