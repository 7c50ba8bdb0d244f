import { minorDigits } from "@aftercare/messages/browser";
import { NativeSelect } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { NumberEntry } from "../../ui/index.ts";
import { type Grants, granted, methods, resolutions, timings } from "../policy-types.ts";
import type { DraftGrants } from "./draft.ts";
import { useField } from "./editing.tsx";

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
    default:
      return <GrantNumber path={path} value={grants[name]} scale={name} onChange={(value) => put({ [name]: value })} />;
  }
}

interface GrantNumberProps {
  readonly path: string;
  readonly value: number | undefined;
  readonly scale: "windowDays" | "logisticsFee" | "restockingPercent" | "bonusPercent";
  readonly onChange: (value: number | undefined) => void;
}

function GrantNumber({ path, value, scale, onChange }: GrantNumberProps) {
  const { t, has } = useTexts();
  const { label } = useField(path);
  const help = `return-policy.help.${scale.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const field = { path, label, value, onChange, ...(has(help) && { help: t(help) }) };
  if (scale === "logisticsFee") return <MoneyField {...field} />;
  return <NumberField {...field} suffix={scale === "windowDays" ? "" : " %"} />;
}

interface FieldProps {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

function NumberField({ path, label, help, value, onChange, suffix }: FieldProps & { readonly suffix: string }) {
  const { id, error } = useField(path);
  return (
    <NumberEntry
      {...{ id, label, error, value, onChange, suffix, digits: 0 }}
      {...(help !== undefined && { description: help })}
    />
  );
}

/** A sum in the retailer's currency: minor units in the document, the usual notation on the screen. */
export function MoneyField({ path, label, help, value, onChange }: FieldProps) {
  const { id, error, currency } = useField(path);
  const digits = minorDigits(currency);
  return (
    <NumberEntry
      {...{ id, label, error, digits, suffix: ` ${currency}` }}
      {...(help !== undefined && { description: help })}
      value={value === undefined ? undefined : value / 10 ** digits}
      onChange={(typed) => onChange(typed === undefined ? undefined : Math.round(typed * 10 ** digits))}
    />
  );
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
