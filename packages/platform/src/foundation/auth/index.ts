export { createAccount, hasAccounts, logInWithPassword } from "./accounts.ts";
export { actorOfApiKey, createApiKey, revokeApiKey } from "./api-keys.ts";
export { nameOfActor, namesOfActors } from "./name-of-actor.ts";
export { sessionOperations } from "./session-operations.ts";
export { actorOfSession, endSession, startSession } from "./sessions.ts";
export { openSigned, rotateSigningKey, signed, signer } from "./signing-keys.ts";

import "./auth-tables.ts";
