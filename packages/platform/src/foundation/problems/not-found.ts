import { problemKind } from "./problem.ts";

/** Thrown when nothing stands under an identifier, or when the caller may not learn whether something does. */
export const notFound = problemKind("not-found", 404);
