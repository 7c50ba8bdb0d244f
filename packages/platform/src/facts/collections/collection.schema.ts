import { z } from "zod";

/** A `hold` sets money aside that is charged only when it is captured. */
export const CollectionKind = z.enum(["payment", "hold"]);
export type CollectionKind = z.output<typeof CollectionKind>;
