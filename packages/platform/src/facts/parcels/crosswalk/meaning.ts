import type { ParcelFault, ScanStatus } from "../status.schema.ts";

/** What a sender's code stands for. A status of null: it is known to say nothing of where the parcel is. */
export interface Meaning {
  readonly status: ScanStatus | null;
  /** Whose doing it is, where that differs from what the status usually means. */
  readonly fault?: ParcelFault;
  /** Where the choice is not evident. */
  readonly note?: string;
}

export type Crosswalk = Readonly<Record<string, Meaning>>;
