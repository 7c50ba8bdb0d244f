import { formatTag } from "@aftercare/messages/browser";
import type { ContractOutput, getIncident, listIncidents } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";
import { useWording } from "../ui/index.ts";

export type IncidentRow = ContractOutput<typeof listIncidents>["items"][number];
export type Incident = ContractOutput<typeof getIncident>;

/** From what may still come right to what will not. */
export const incidentKinds = [
  "late",
  "held-for-pickup",
  "attempt-failed",
  "customs",
  "wrong-address",
  "no-movement",
  "returning",
  "damaged",
  "lost",
] as const satisfies readonly IncidentRow["kind"][];

/** What is said of deliveries in trouble. */
export function useIncidentWords() {
  const texts = useTexts();
  const { t, has } = texts;
  const wording = useWording();
  return {
    kind: (kind: IncidentRow["kind"]) => t(`delivery.kind.${kind}`),
    fault: (fault: IncidentRow["fault"]) =>
      fault === undefined ? t("console-delivery.fault-unknown") : t(`delivery.fault.${fault}`),
    outcome: (outcome: NonNullable<IncidentRow["outcome"]>) => t(`delivery.outcome.${outcome}`),
    /** Why a promise was revised. A cause of a later release is shown by its name. */
    cause: (cause: string) => (has(`console-delivery.cause.${cause}`) ? t(`console-delivery.cause.${cause}`) : cause),
    /** The days on which it is expected, or nothing where nobody can say. */
    days(earliest: string | undefined, latest: string | undefined): string {
      if (earliest === undefined || latest === undefined) return earliest ?? latest ?? "–";
      // Days without their year: what is expected is near.
      const day = new Intl.DateTimeFormat(formatTag(texts.locale), { day: "numeric", month: "short", timeZone: "UTC" });
      return day.formatRange(new Date(`${earliest}T00:00:00Z`), new Date(`${latest}T00:00:00Z`));
    },
    /** What is proposed to be done; to explain and to apologise is what every remedy has to beat. */
    remedy: ({ action, terms, currency }: NonNullable<IncidentRow["remedy"]>): string =>
      action === "none"
        ? t("console-delivery.remedy-none")
        : wording.action({ id: action, ...(terms !== undefined && { terms }), currency }),
  };
}
