import type { Translator } from "@aftercare/messages";
import type { z } from "zod";
import type { MessageChannel, MessagePurpose } from "../../facts/messages/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { MailDocument } from "./mail-document.ts";

/** Where a message leads to. */
export interface Links {
  /** The page of the order that it is about, for its shopper alone; absent where it is about none. */
  readonly order?: string | undefined;
  /** Where the reader ends messages of this kind; absent for service. */
  readonly unsubscribe?: string | undefined;
}

/** What a kind writes with. */
export interface Writing {
  /** In the reader's language, days in the retailer's zone. */
  readonly words: Translator;
  readonly links: Links;
  /** The retailer's name, or a word for "your shop". */
  readonly shop: string;
}

interface Declaration<Values extends z.ZodType, Content> {
  readonly purpose: MessagePurpose;
  readonly channels: readonly MessageChannel[];
  /** Whether it is sent as long as nobody has said otherwise. */
  readonly usuallySent: boolean;
  /** A law asks for it: nobody can turn it off. */
  readonly askedByLaw?: true;
  /** What is kept of it while it waits: identifiers, so that what it says is read when it leaves. */
  readonly values: Values;
  /** What is true now; null when there is nothing to say any more, so that no message tells what is no longer so. */
  read(context: { readonly tx: DatabaseTx; readonly clock: Clock }, values: z.output<Values>): Promise<Content | null>;
  document(writing: Writing, content: Content): MailDocument;
  /** For previews and tests, in every language. */
  readonly sample: Content;
}

/** A kind of message, its content's type folded away: whoever sends knows none by name. */
export interface MessageKind<Values extends z.ZodType = z.ZodType>
  extends Pick<Declaration<Values, unknown>, "purpose" | "channels" | "usuallySent" | "askedByLaw" | "values"> {
  readonly name: string;
  /** @param stored the values in their wire form */
  write(
    context: { readonly tx: DatabaseTx; readonly clock: Clock },
    writing: Writing,
    stored: unknown,
  ): Promise<MailDocument | null>;
  writeSample(writing: Writing): MailDocument;
}

/** Declares a kind of message: what it is about, and how it says what is true at the moment at which it leaves. */
export function messageKind<Values extends z.ZodType, Content>(
  name: string,
  declaration: Declaration<Values, Content>,
): MessageKind<Values> {
  const { purpose, channels, usuallySent, askedByLaw, values } = declaration;
  return {
    ...{ name, purpose, channels, usuallySent, values, ...(askedByLaw && { askedByLaw }) },
    async write(context, writing, stored) {
      const content = await declaration.read(context, values.parse(stored));
      return content === null ? null : declaration.document(writing, content);
    },
    writeSample: (writing) => declaration.document(writing, declaration.sample),
  };
}
