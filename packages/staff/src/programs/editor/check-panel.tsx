import type { UseQueryResult } from "@tanstack/react-query";
import { useTexts } from "../../language/index.ts";
import { CheckIcon, Failure, Waiting } from "../../ui/index.ts";
import type { Check, Fault } from "../program-types.ts";
import { useProgramWords } from "../program-words.ts";
import { TrialResult } from "../trial-table.tsx";
import { completeTerms, type ProgramDraft } from "./draft.ts";
import { fieldId } from "./editing.tsx";

const panelId = "program-check";

/** In a narrow window it stands below all the fields. */
export function showCheckPanel(): void {
  const panel = document.getElementById(panelId);
  panel?.scrollIntoView({ block: "start" });
  panel?.focus({ preventScroll: true });
}

interface CheckPanelProps {
  readonly query: UseQueryResult<Check>;
  readonly isChecking: boolean;
  readonly draft: ProgramDraft;
  readonly currency: string;
}

/** Beside the fields: what is wrong and where, or what the program would do with the latest real shoppers. */
export function CheckPanel({ query: { data, error, refetch }, isChecking, draft, currency }: CheckPanelProps) {
  const { t } = useTexts();
  const actions = draft.actions.flatMap(({ id, terms }) => {
    const complete = completeTerms(terms);
    return complete === undefined ? [] : [{ id, terms: complete }];
  });
  return (
    <aside className="check-panel" id={panelId} tabIndex={-1} aria-label={t("programs.check.title")}>
      <h2>{t("programs.check.title")}</h2>
      <p className="soft small" role="status">
        {t(isChecking ? "programs.check.checking" : "programs.check.current")}
      </p>
      {error !== null && data === undefined && <Failure error={error} onRetry={refetch} />}
      {error === null && data === undefined && <Waiting lines={5} />}
      {data !== undefined && data.faults.length > 0 && <Faults faults={data.faults} currency={currency} />}
      {data?.trial !== undefined && (
        <>
          <p className="check-good">
            <CheckIcon size={16} /> {t("programs.check.good")}
          </p>
          <TrialResult trial={data.trial} actions={actions} currency={currency} />
        </>
      )}
    </aside>
  );
}

function Faults({ faults, currency }: { faults: readonly Fault[]; currency: string }) {
  const { t } = useTexts();
  const words = useProgramWords(currency);
  return (
    <>
      <p>{t("programs.check.faults", { count: faults.length })}</p>
      <ul className="fault-list">
        {faults.map((fault) => (
          <li key={`${fault.field} ${fault.message}`}>
            <button type="button" className="text-button" onClick={() => focusField(fault.field)}>
              {words.field(withoutPositions(fault.field))}
            </button>
            <span>{words.fault(fault)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The field itself, or the nearest part that has an address on the page. */
function focusField(path: string): void {
  const names = path.split("/");
  for (let length = names.length; length > 0; length--) {
    const element = document.getElementById(fieldId(names.slice(0, length).join("/")));
    if (element === null) continue;
    element.focus();
    element.scrollIntoView({ block: "center" });
    return;
  }
}

/** For people the first is number one. */
function withoutPositions(path: string): string {
  return path
    .split("/")
    .map((name) => (/^\d+$/.test(name) ? String(Number(name) + 1) : name))
    .join("/");
}
