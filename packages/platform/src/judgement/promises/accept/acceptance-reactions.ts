import type { Reaction } from "../../../foundation/reactions/index.ts";
import { acceptWhenOrdered } from "./accept-order.ts";
import { releaseWindow } from "./release-window.ts";

export const acceptanceReactions: readonly Reaction[] = [acceptWhenOrdered, releaseWindow];
