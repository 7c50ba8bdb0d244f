/** One part of a message. Texts are plain: each renderer escapes what it needs to. */
export type MailBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  /** Something to be noticed, set apart. */
  | { readonly kind: "notice"; readonly text: string }
  /** Something to be typed or shown, e.g. an offer's code. */
  | { readonly kind: "code"; readonly label: string; readonly code: string }
  | { readonly kind: "items"; readonly items: readonly MailItem[] }
  | { readonly kind: "button"; readonly text: string; readonly href: string }
  | { readonly kind: "small"; readonly text: string };

interface MailItem {
  readonly text: string;
  readonly detail?: string | undefined;
  readonly amount?: string | undefined;
  /** Where its text leads. */
  readonly href?: string | undefined;
}

/** What a message says, in words of one language. HTML, plain text and a text message are made of it: three renderers, one truth. */
export interface MailDocument {
  readonly subject: string;
  /** What a mail program shows beside the subject. */
  readonly preheader: string;
  readonly blocks: readonly MailBlock[];
  /** The same for machines: schema.org, shown by mail programs that know it. */
  readonly structured?: Readonly<Record<string, unknown>> | undefined;
  /** What a text message says; without it there is none. */
  readonly smsText?: string | undefined;
}
