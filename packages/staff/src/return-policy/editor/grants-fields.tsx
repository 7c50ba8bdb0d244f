import { NativeSelect } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { type Grants, granted, methods, resolutions, timings } from "../policy-types.ts";
import type { DraftGrants } from "./draft.ts";
import { useField } from "./editing.tsx";
import { FeeField } from "./fee-field.tsx";
import { NumberField } from "./number-fields.tsx";

interface GrantsFieldsProps {
  /** Where they stand in the document. */
  readonly path: string;
  readonly grants: DraftGrants;
  readonly onChange: (grants: DraftGrants) => void;
}

/** What is granted: those things that are named, each with a field of its kind. */
export function GrantsFields({ path, grants, onChange }: GrantsFieldsProps) {
  const put = (part: DraftGrants) => onChange({ ...grants, ...part });
  return (
    <div className="fields">
      {granted
        .filter((name) => name in grants)
        .map((name) => (
          <GrantField key={name} path={`${path}/${name}`} name={name} grants={grants} put={put} />
        ))}
    </div>
  );
}

interface GrantFieldProps {
  readonly path: string;
  readonly name: keyof Grants;
  readonly grants: DraftGrants;
  readonly put: (part: DraftGrants) => void;
}

function GrantField({ path, name, grants, put }: GrantFieldProps) {
  const { t } = useTexts();
  const { id, label, error } = useField(path);
  switch (name) {
    case "methods":
      return (
        <Several
          {...{ id, label, error, all: methods, chosen: grants.methods ?? [], texts: "method" }}
          onChange={(chosen) => put({ methods: chosen })}
        />
      );
    case "resolutions":
      return (
        <Several
          {...{ id, label, error, all: resolutions, chosen: grants.resolutions ?? [], texts: "resolution" }}
          onChange={(chosen) => put({ resolutions: chosen })}
        />
      );
    case "refundTiming":
      return (
        <NativeSelect
          {...{ id, label, error }}
          value={grants.refundTiming ?? "received"}
          data={timings.map((value) => ({ value, label: t(`return-policy.timing.${value}`) }))}
          onChange={({ currentTarget }) => put({ refundTiming: currentTarget.value as Grants["refundTiming"] })}
        />
      );
    case "logisticsFee":
      return (
        <FeeField
          path={path}
          help={t("return-policy.help.logistics-fee")}
          fee={grants.logisticsFee}
          onChange={(fee) => put({ logisticsFee: fee })}
        />
      );
    default:
      return <GrantNumber path={path} value={grants[name]} scale={name} onChange={(value) => put({ [name]: value })} />;
  }
}

interface GrantNumberProps {
  readonly path: string;
  readonly value: number | undefined;
  readonly scale: "windowDays" | "restockingPercent" | "bonusPercent";
  readonly onChange: (value: number | undefined) => void;
}

function GrantNumber({ path, value, scale, onChange }: GrantNumberProps) {
  const { t, has } = useTexts();
  const { label } = useField(path);
  const help = `return-policy.help.${scale.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const field = { path, label, value, onChange, ...(has(help) && { help: t(help) }) };
  return <NumberField {...field} suffix={scale === "windowDays" ? "" : " %"} />;
}

interface SeveralProps<Handle extends string> {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly all: readonly Handle[];
  readonly chosen: readonly Handle[];
  readonly texts: "method" | "resolution";
  readonly onChange: (chosen: Handle[]) => void;
}

function Several<Handle extends string>({ id, label, error, all, chosen, texts, onChange }: SeveralProps<Handle>) {
  const { t } = useTexts();
  return (
    <fieldset className="ticks policy-ticks" id={id} tabIndex={-1} aria-invalid={error !== undefined}>
      <legend>{label}</legend>
      {all.map((handle) => (
        <label key={handle} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(handle)}
            onChange={({ currentTarget }) =>
              onChange(all.filter((each) => (each === handle ? currentTarget.checked : chosen.includes(each))))
            }
          />
          <span>{t(`return-policy.${texts}.${handle}`)}</span>
        </label>
      ))}
      {error !== undefined && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
