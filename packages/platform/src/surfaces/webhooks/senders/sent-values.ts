import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/**
 * A text of somebody else's JSON; undefined for whatever is none. Whole numbers are told as they stand: keys come as
 * either. One beyond 2^53 has lost its last digits in reading, and would name another thing.
 */
export const SentText = z
  .union([z.string(), z.int().transform(String)])
  .transform((text) => text.trim() || undefined)
  .optional()
  .catch(undefined);

/** A country's code of two letters. */
export const SentCountry = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .optional()
  .catch(undefined);

/** The elements of a list that have the shape; none of what is no list. */
export function sentList<Shape extends z.ZodType>(shape: Shape) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all.flatMap((one): z.output<Shape>[] => {
        const read = shape.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );
}

/**
 * An instant as senders write it: with an offset; without one, which is the shop's time; or a day alone.
 * @param timeOfDay what a day alone stands for
 */
export function instantOf(text: string | undefined, timeZone: string, timeOfDay = "12:00"): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text ?? "",
  );
  if (!match) return undefined;
  const [, day = "", time = timeOfDay, offset] = match;
  try {
    const plain = Temporal.PlainDateTime.from(`${day}T${time}`);
    const at =
      offset === undefined
        ? plain.toZonedDateTime(timeZone).toInstant()
        : Temporal.Instant.from(`${day}T${time}${offset}`);
    return new Date(at.epochMilliseconds);
  } catch {
    return undefined;
  }
}

/**
 * When something is expected, as senders write it. Midnight is how many write a day alone, and a parcel promised for a day is not late when
 * that day begins.
 * @param edge which end of a day a day alone stands for
 */
export function estimateOf(text: string | undefined, timeZone: string, edge: "begin" | "end"): Date | undefined {
  const plain = text?.replace(/[T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?$/, "");
  return instantOf(plain, timeZone, edge === "begin" ? "00:00" : "23:59");
}
