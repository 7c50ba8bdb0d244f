import { shopperErased } from "../../facts/shoppers/index.ts";
import { on } from "../../foundation/reactions/index.ts";
import { forgetAllBodies } from "../../foundation/webhooks/index.ts";

/** Whose a body is stands somewhere in it. They are kept for three days to look into: without them nothing is lost. */
export const forgetBodiesWhenErased = on(shopperErased, "webhooks.forget-bodies", ({ tx }) => forgetAllBodies(tx));
