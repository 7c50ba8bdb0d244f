import { PolicyFrame } from "./policy-frame.tsx";
import { PolicySummary } from "./policy-summary.tsx";

/** How goods are taken back: what is in force, in plain words. */
export function PolicyPage() {
  return (
    <PolicyFrame>{({ document }, currency) => <PolicySummary document={document} currency={currency} />}</PolicyFrame>
  );
}
