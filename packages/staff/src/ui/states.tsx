import { Button, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { ApiProblem, Unreachable } from "../api/index.ts";
import { useTexts } from "../language/index.ts";

/** What went wrong, in the server's sentence where it gave one. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useTexts();
  return (error) => {
    if (error instanceof ApiProblem && error.message !== "") return error.message;
    return t(error instanceof Unreachable ? "staff.failure.unreachable" : "staff.failure.unexpected");
  };
}

/** A failure in the place of what could not be shown, with a way on. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const title = error instanceof ApiProblem && error.title !== "" ? error.title : t("staff.failure.title");
  const detail = failureText(error);
  return (
    <section className="state state-bad" role="alert">
      <h2>{title}</h2>
      {detail !== title && <p>{detail}</p>}
      {onRetry !== undefined && (
        <Button variant="default" onClick={() => void onRetry()}>
          {t("common.try-again")}
        </Button>
      )}
    </section>
  );
}

/** Nothing to show, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <section className="state">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Stands in for what is on its way, in its size, so that nothing jumps when it arrives. */
export function Waiting({ lines, height = 20 }: { lines: number; height?: number }) {
  const { t } = useTexts();
  return (
    <div className="waiting" role="status" aria-busy="true">
      <span className="visually-hidden">{t("common.loading")}</span>
      {raggedWidths(lines).map((width) => (
        <Skeleton key={width} height={height} width={`${width}%`} radius="sm" />
      ))}
    </div>
  );
}

/** Line lengths as text has them; 17 and 31 share no divisor, so that up to 31 lines differ. */
function raggedWidths(lines: number): number[] {
  return Array.from({ length: lines }, (_, line) => 100 - ((line * 17) % 31));
}
