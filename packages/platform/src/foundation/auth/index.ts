export { createAccount, hasAccounts, logInWithPassword } from "./accounts.ts";
export { type Actor, anonymous, operator, type Role, roles } from "./actor.ts";
export { actorOfApiKey, createApiKey, revokeApiKey } from "./api-keys.ts";
export { actorOfSession, endSession, startSession } from "./sessions.ts";
export { openSigned, rotateSigningKey, signed } from "./signing-keys.ts";

import "./auth-tables.ts";
