import { z } from "zod";

/** What an operation answers where a file is asked for. */
export const FileAnswer = z.object({
  /** One of those that the contract names. */
  type: z.string(),
  /** Under which it is kept: letters, digits, dots and hyphens. */
  name: z.string().regex(/^[A-Za-z0-9._-]+$/),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type FileAnswer = z.output<typeof FileAnswer>;

/**
 * A file that somebody sends. Its bytes are out of sight for whatever walks through an input, such as the search for characters that no column can
 * hold; as JSON, by which two requests are told apart, it is its digest.
 */
export class SentFile {
  readonly #bytes: Uint8Array;
  readonly #digest: string;

  /** @param digest of the bytes, by which they are told apart */
  constructor(bytes: Uint8Array, digest: string) {
    this.#bytes = bytes;
    this.#digest = digest;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  toJSON(): { readonly digest: string; readonly size: number } {
    return { digest: this.#digest, size: this.#bytes.length };
  }
}

/** An input field that is a file; the contract names it among its uploads. A browser sends a Blob, which arrives as a {@link SentFile}. */
export const Upload = z
  .custom<SentFile | Blob>((value) => value instanceof SentFile)
  .meta({ type: "string", contentMediaType: "application/octet-stream" })
  .transform((file) => file as SentFile);
