import { type ParcelFault, ScanStatus } from "../status.schema.ts";
import { defaultFault } from "../status.ts";
import { aftershipSubtags, aftershipTags } from "./aftership.ts";
import { easypostCodes, easypostStatuses } from "./easypost.ts";
import type { Crosswalk, Meaning } from "./meaning.ts";
import { shopifyStatuses } from "./shopify.ts";

interface Vocabulary {
  readonly codes: Crosswalk;
  /** What a code that is not known falls to, by the coarser word that stands beside it. */
  readonly parents: Crosswalk;
  readonly lowerCase?: boolean;
}

/** Our own words, for senders who speak them. */
const canonical: Crosswalk = Object.fromEntries(ScanStatus.options.map((status) => [status, { status }]));

/** What senders call what happens to a parcel, in our words; by the name under which their scans are kept. */
export const crosswalk = {
  aftership: { codes: aftershipSubtags, parents: aftershipTags },
  easypost: { codes: easypostCodes, parents: easypostStatuses, lowerCase: true },
  shopify: { codes: shopifyStatuses, parents: {}, lowerCase: true },
  canonical: { codes: canonical, parents: {} },
} as const satisfies Readonly<Record<string, Vocabulary>>;

export interface Translation {
  /** Null: the code is known to say nothing of where the parcel is. */
  readonly status: ScanStatus | null;
  readonly fault: ParcelFault | null;
  /** The code itself is not known: its parent spoke for it. */
  readonly byParent: boolean;
}

/**
 * What a sender's code stands for.
 * @param parent the coarser word beside the code, where the sender has one (AfterShip's tag, EasyPost's status); otherwise it is
 *   what stands before the code's `_001` or `/detail`
 * @returns undefined for a code that neither is known nor has a known parent
 */
export function translate(source: string, code: string, parent = parentOf(code)): Translation | undefined {
  const vocabulary: Vocabulary | undefined = Object.hasOwn(crosswalk, source)
    ? crosswalk[source as keyof typeof crosswalk]
    : undefined;
  if (!vocabulary) return undefined;
  const known = lookUp(vocabulary, vocabulary.codes, code);
  if (known) return translation(known, false);
  const coarse = lookUp(vocabulary, vocabulary.parents, parent);
  return coarse && translation(coarse, code !== parent);
}

function translation({ status, fault }: Meaning, byParent: boolean): Translation {
  return { status, fault: fault ?? (status === null ? null : defaultFault(status)), byParent };
}

function lookUp({ lowerCase = false }: Vocabulary, codes: Crosswalk, code: string): Meaning | undefined {
  const key = lowerCase ? code.toLowerCase() : code;
  return Object.hasOwn(codes, key) ? codes[key] : undefined;
}

function parentOf(code: string): string {
  const [status = code] = code.split("/");
  return status.replace(/_\d{3}$/, "");
}
