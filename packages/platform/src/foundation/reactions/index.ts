export { deliverReactions } from "./deliver-reactions.ts";
export { enqueueReactions } from "./enqueue-reactions.ts";
export { parkedOperations } from "./parked-operations.ts";
export { type ParkedReaction, parkedReactions, retryParked } from "./parked-reactions.ts";
export { on, type Reaction, type ReactionContext } from "./reaction.ts";

import "./reaction-table.ts";
