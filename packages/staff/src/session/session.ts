import { type ContractOutput, currentSession, logOut } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { call, queryClient, reading } from "../api/index.ts";

export type Session = ContractOutput<typeof currentSession>;

/** The three places of the application. */
export type Area = "console" | "counter" | "desk";

/** Who is logged in. It holds until a call is refused, so moving between pages asks nothing. */
export const sessionQuery = { ...reading(currentSession, {}), staleTime: Number.POSITIVE_INFINITY, retry: false };

export function useSession(): Session | undefined {
  return useQuery({ ...sessionQuery, enabled: false }).data;
}

/** The areas a role works in, its own first. */
export function areasOf(role: Session["role"]): readonly Area[] {
  if (role === "associate") return ["counter"];
  if (role === "agent") return ["desk", "counter"];
  if (role === "manager" || role === "admin") return ["console", "desk", "counter"];
  return [];
}

export function startSession(session: Session): void {
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

/** Ends the session at the server and forgets everything that was read under it. */
export async function endSession(): Promise<void> {
  await call(logOut, {});
  queryClient.clear();
}
