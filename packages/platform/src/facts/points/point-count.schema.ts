import { z } from "zod";

/**
 * A number of points. A JSON integer on the wire, a bigint everywhere inside: points are computed from money, and a `number`
 * would let a rate slip in between.
 */
export const PointCount = z.codec(z.int(), z.bigint(), {
  decode: (wire) => BigInt(wire),
  encode: (points) => Number(points),
});
