import { getDecision } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Alternatives } from "../records/index.ts";
import { Loaded, RecordLink, Waiting } from "../ui/index.ts";

/** Everything that was weighed, side by side, with the way to the decision itself. */
export function Weighed({ decisionId }: { decisionId: string }) {
  const { t } = useTexts();
  const query = useQuery(reading(getDecision, { decisionId }));
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("console-delivery.weighed")}</h2>
        <RecordLink id={decisionId}>{t("console-delivery.see-decision")}</RecordLink>
      </div>
      <Loaded query={query} waiting={<Waiting lines={4} height={48} />}>
        {(decision) => <Alternatives decision={decision} />}
      </Loaded>
    </section>
  );
}
