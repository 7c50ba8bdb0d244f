import { ApiProblem, queryClient } from "../api/index.ts";
import { router } from "./router.tsx";

/** Whichever call finds the session gone leads to the login, and from there back to the page. */
export function followLostSession(): void {
  const leave = (error: unknown) => {
    const { pathname, href } = router.state.location;
    if (!(error instanceof ApiProblem) || error.status !== 401 || pathname === "/login") return;
    queryClient.clear();
    void router.navigate({ to: "/login", search: { from: href } });
  };
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") leave(event.action.error);
  });
  queryClient.getMutationCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") leave(event.action.error);
  });
}
