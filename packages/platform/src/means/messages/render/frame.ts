import type { Locale } from "@aftercare/messages";

/** What stands around every message. */
export interface Frame {
  readonly locale: Locale;
  /** Whose message it is. */
  readonly shop: string;
  /** Why the reader gets it, and where to end that. */
  readonly footer: readonly { readonly text: string; readonly href?: string | undefined }[];
}
