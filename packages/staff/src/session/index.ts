export { returnPath } from "./return-path.ts";
export { type Area, areasOf, endSession, type Session, sessionQuery, startSession, useSession } from "./session.ts";
