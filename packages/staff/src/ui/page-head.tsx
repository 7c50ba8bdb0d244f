import type { ReactNode } from "react";
import { useTitle } from "../language/index.ts";

interface PageHeadProps {
  /** Names the page in the browser's tab, and above the heading unless `eyebrow` says otherwise. */
  readonly title: string;
  readonly eyebrow?: ReactNode;
  /** What the page says first; the title where there is nothing to say yet. */
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** The top of a page: where one is, what it says, what can be done. */
export function PageHead({ title, eyebrow, heading, lead, actions }: PageHeadProps) {
  useTitle(title);
  const above = eyebrow ?? (heading === undefined ? undefined : title);
  return (
    <header className="page-head">
      <div className="page-head-text">
        {above !== undefined && <p className="eyebrow">{above}</p>}
        <h1 tabIndex={-1}>{heading ?? title}</h1>
        {lead !== undefined && <div className="lead">{lead}</div>}
      </div>
      {actions !== undefined && <div className="page-head-actions">{actions}</div>}
    </header>
  );
}
