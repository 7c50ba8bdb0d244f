import type { UseQueryResult } from "@tanstack/react-query";
import { useTexts } from "../../language/index.ts";
import { CheckIcon, Failure, Waiting } from "../../ui/index.ts";
import type { PolicyFault } from "../policy-types.ts";
import { usePolicyWords } from "../policy-words.ts";
import { fieldId } from "./editing.tsx";

interface CheckPanelProps {
  readonly query: UseQueryResult<{ readonly faults: PolicyFault[] }>;
  readonly isChecking: boolean;
  readonly currency: string;
}

/** Beside the fields: everything that keeps the draft from being published, each with the way to its place. */
export function CheckPanel({ query: { data, error, refetch }, isChecking, currency }: CheckPanelProps) {
  const { t } = useTexts();
  const words = usePolicyWords(currency);
  return (
    <aside className="check-panel" aria-label={t("return-policy.check")}>
      <h2>{t("return-policy.check")}</h2>
      {error !== null && data === undefined && <Failure error={error} onRetry={refetch} />}
      {error === null && data === undefined && <Waiting lines={3} />}
      {data?.faults.length === 0 && (
        <>
          <p className="check-good" role="status">
            <CheckIcon size={16} /> {t(isChecking ? "programs.check.checking" : "return-policy.check-good")}
          </p>
          <p className="soft">{t("return-policy.check-law")}</p>
        </>
      )}
      {data !== undefined && data.faults.length > 0 && (
        <>
          <p role="status">{t("programs.check.faults", { count: data.faults.length })}</p>
          <ul className="fault-list">
            {data.faults.map((fault) => (
              <li key={`${fault.path} ${fault.message}`}>
                <button type="button" className="text-button" onClick={() => focusField(fault.path)}>
                  {words.field(fault.path)}
                </button>
                <span>{words.fault(fault)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
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
