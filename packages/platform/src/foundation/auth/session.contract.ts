import { z } from "zod";
import { roles } from "../actors/index.ts";
import { contract } from "../contracts/index.ts";

const SessionView = z.object({
  role: z.enum(roles),
  /** The login name, for the corner of the page. */
  login: z.string(),
  /** What the account is bound to, as wire ids, e.g. `{ storeId: "sto_…" }`. */
  scope: z.record(z.string(), z.string()),
});

/** Sets the session cookie. The same answer, and the same time, whether the login or the password was wrong. */
export const logIn = contract("session.start", {
  summary: "Logs a member of staff in; the answer sets a session cookie.",
  http: "POST /v1/session",
  input: z.strictObject({ login: z.string().trim().min(1).max(120), password: z.string().min(1).max(200) }),
  output: SessionView,
});

export const currentSession = contract("session.current", {
  summary: "Who is logged in.",
  http: "GET /v1/session",
  input: z.strictObject({}),
  output: SessionView,
});

export const logOut = contract("session.end", {
  summary: "Ends the session and clears the cookie.",
  http: "DELETE /v1/session",
  input: z.strictObject({}),
  output: z.object({}),
});
