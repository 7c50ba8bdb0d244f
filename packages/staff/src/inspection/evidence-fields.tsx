import { NativeSelect, TextInput } from "@mantine/core";
import type { Ground, Option } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

/** What a person says to prove why goods are given up. */
export interface Proof {
  readonly ground?: Ground;
  readonly evidence?: string;
}

interface Asking extends Pick<Option, "option" | "grounds"> {
  /** Goods announced as faulty: what was found is said before they are sold again. */
  readonly needsSecondLook?: boolean;
}

const restocking: readonly Option["option"][] = ["rts", "stock_transfer"];

/** The choice puts goods back on the shelf that somebody has to look at twice. */
function asksWhatWasFound({ option, needsSecondLook = false }: Asking): boolean {
  return needsSecondLook && restocking.includes(option);
}

/** Whether all is said that the choice asks for; whether it is enough the house says. */
export function isProved(asking: Asking, { ground, evidence = "" }: Proof): boolean {
  const { option, grounds } = asking;
  if (option === "removed" || asksWhatWasFound(asking)) return evidence.trim().length >= 3;
  if (grounds === undefined) return true;
  return ground !== undefined && (ground === "donation-refused" || evidence.trim().length >= 3);
}

/** Of what was typed, what the choice asks for. */
export function proofInput(asking: Asking, { ground, evidence = "" }: Proof): Proof {
  const { option, grounds } = asking;
  if (grounds === undefined && option !== "removed" && !asksWhatWasFound(asking)) return {};
  const written = evidence.trim();
  return {
    ...(grounds !== undefined && ground !== undefined && { ground }),
    ...(written !== "" && { evidence: written }),
  };
}

interface EvidenceFieldsProps {
  readonly option: Asking;
  /** Sources of the rules that hold. */
  readonly law: readonly string[];
  readonly value: Proof;
  readonly onChange: (value: Proof) => void;
}

/** The ground and its evidence, where something is destroyed; what became of goods that are gone; what was found of goods announced as faulty. */
export function EvidenceFields({ option, law, value, onChange }: EvidenceFieldsProps) {
  const { t, groundName } = useItemWords();
  const { grounds } = option;
  const isSecondLook = asksWhatWasFound(option);
  if (grounds === undefined && option.option !== "removed" && !isSecondLook) return null;
  const evidence = (
    <TextInput
      label={t(
        isSecondLook ? "dispositions.second-look.found" : grounds ? "dispositions.evidence" : "dispositions.gone",
      )}
      {...(grounds && { description: t("dispositions.evidence-help") })}
      value={value.evidence ?? ""}
      maxLength={500}
      autoComplete="off"
      onChange={({ currentTarget }) => onChange({ ...value, evidence: currentTarget.value })}
    />
  );
  if (isSecondLook)
    return (
      <div className="proof">
        <p className="note">
          <b>{t("dispositions.second-look.title")}.</b> {t("dispositions.second-look.ask")}
        </p>
        {evidence}
      </div>
    );
  if (grounds === undefined) return evidence;
  return (
    <div className="proof">
      <p className="note">
        {law.length > 0 ? t("dispositions.ground-lead", { sources: law.join("; ") }) : t("dispositions.ground-house")}
      </p>
      <NativeSelect
        label={t("dispositions.ground")}
        value={value.ground ?? ""}
        data={[
          { value: "", label: t("dispositions.choose-ground") },
          ...grounds.map((ground) => ({ value: ground, label: groundName(ground) })),
        ]}
        onChange={({ currentTarget }) => {
          const ground = grounds.find((each) => each === currentTarget.value);
          onChange({ ...(value.evidence !== undefined && { evidence: value.evidence }), ...(ground && { ground }) });
        }}
      />
      {value.ground !== "donation-refused" && evidence}
    </div>
  );
}
