import { problemKind } from "../../foundation/problems/index.ts";

/** A mailed or saved link that is over, altered, or signed with a key that is no longer trusted. */
export const linkNotValid = problemKind("link-not-valid", 404);
