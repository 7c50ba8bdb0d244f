import { problemKind } from "../../foundation/problems/index.ts";

/** Somebody saved this draft since it was read. */
export const draftChanged = problemKind("draft-changed", 409);
/** There is nothing to publish. */
export const noDraft = problemKind("no-draft", 409);
/** What would be published is not what the preview showed. */
export const previewOutdated = problemKind("preview-outdated", 409);
