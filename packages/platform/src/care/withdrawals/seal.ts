import { createHash } from "node:crypto";

/** A statement as it was made. */
export interface Statement {
  readonly id: string;
  readonly number: string;
  readonly statedAt: Date;
  readonly contract: string;
  readonly locale: string;
  readonly place: bigint;
  /** Of who stated it and what they wrote: forgetting a person leaves the chain whole. */
  readonly personHash: Buffer;
}

interface StatedBy {
  readonly name: string;
  readonly email: string;
  readonly what: string | null;
}

/** @param salt random, forgotten with the person: without it nobody can try names until one fits */
export function personHash({ name, email, what }: StatedBy, salt: Buffer): Buffer {
  return createHash("sha256")
    .update(salt)
    .update(JSON.stringify([name, email, what]))
    .digest();
}

/** SHA-256 over the seal before it and all that was stated. */
export function sealOf(before: Buffer, statement: Statement): Buffer {
  const { id, number, statedAt, contract, locale, place, personHash } = statement;
  const stated = [id, number, statedAt.toISOString(), contract, locale, String(place), personHash.toString("hex")];
  return createHash("sha256").update(before).update(JSON.stringify(stated)).digest();
}
