import { problemKind } from "../../foundation/problems/index.ts";

/** No moment of this name is declared; the answer names those that are. */
export const unknownMoment = problemKind("unknown-moment", 404);
/** Nothing stands under this identifier that the moment could decide about. */
export const unknownSubject = problemKind("unknown-subject", 404);
/** The identifier is of another kind than the moment decides about. */
export const wrongSubject = problemKind("wrong-subject", 400);
/** Nothing has been learned for the moment yet. */
export const noModelYet = problemKind("no-model-yet", 404);
