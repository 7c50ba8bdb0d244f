import type { ErrorComponentProps } from "@tanstack/react-router";
import { Failure } from "../ui/index.ts";

/** In the place of a page that failed as a whole. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  return (
    <main className="page">
      <Failure error={error} onRetry={reset} />
    </main>
  );
}
