import { NativeSelect, TextInput } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { type DraftTerms, fieldsOf, type TermField } from "./draft.ts";
import { useField } from "./editing.tsx";
import { MoneyField, NumberField } from "./number-fields.tsx";

interface TermsFieldsProps {
  readonly path: string;
  readonly terms: DraftTerms;
  readonly onChange: (terms: DraftTerms) => void;
}

/** What the chosen kind of action asks for. */
export function TermsFields({ path, terms, onChange }: TermsFieldsProps) {
  return fieldsOf[terms.kind].map((field: TermField) => (
    <TermInput key={field} field={field} path={`${path}/${field}`} terms={terms} onChange={onChange} />
  ));
}

function TermInput({ field, path, terms, onChange }: TermsFieldsProps & { readonly field: TermField }) {
  const { t, has } = useTexts();
  const name = field === "leastBasket" ? "least-basket" : field;
  const label = t(`programs.field.terms.${name}`);
  const helpKey = `programs.terms.${terms.kind}.${name}`;
  const help = has(helpKey) ? t(helpKey) : undefined;
  const set = (value: DraftTerms[typeof field]) => onChange({ ...terms, [field]: value });
  switch (field) {
    case "most":
    case "amount":
    case "leastBasket":
    case "cost":
      return <MoneyField path={path} label={label} help={help} value={terms[field]} onChange={set} />;
    case "percent":
      return (
        <NumberField
          path={path}
          label={label}
          help={help}
          value={terms.percent}
          onChange={set}
          digits={1}
          suffix=" %"
        />
      );
    case "factor":
      return (
        <NumberField path={path} label={label} help={help} value={terms.factor} onChange={set} digits={2} suffix=" ×" />
      );
    case "days":
      return <NumberField path={path} label={label} help={help} value={terms.days} onChange={set} />;
    case "skus":
      return (
        <TextTerm
          path={path}
          label={label}
          help={help ?? t("programs.terms.skus")}
          value={(terms.skus ?? []).join(", ")}
          onChange={(text) => set(listOf(text))}
        />
      );
    case "resolution":
      return <ResolutionTerm path={path} label={label} value={terms.resolution} onChange={set} />;
    default:
      return <TextTerm path={path} label={label} help={help} value={terms[field] ?? ""} onChange={set} />;
  }
}

const resolutions = ["exchange", "store-credit", "gift-card", "refund", "repair"] as const;

interface ResolutionTermProps {
  readonly path: string;
  readonly label: string;
  readonly value: DraftTerms["resolution"];
  readonly onChange: (resolution: DraftTerms["resolution"]) => void;
}

function ResolutionTerm({ path, label, value, onChange }: ResolutionTermProps) {
  const { t } = useTexts();
  const { id, error } = useField(path);
  return (
    <NativeSelect
      {...{ id, error, label }}
      value={value ?? ""}
      data={[
        ...(value === undefined ? [{ value: "", label: "" }] : []),
        ...resolutions.map((each) => ({ value: each, label: t(`return-policy.resolution.${each}`) })),
      ]}
      onChange={({ currentTarget }) => onChange(resolutions.find((each) => each === currentTarget.value))}
    />
  );
}

interface TextTermProps {
  readonly path: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function TextTerm({ path, label, help, value, onChange }: TextTermProps) {
  const { id, error } = useField(path);
  return (
    <TextInput
      id={id}
      error={error}
      label={label}
      description={help}
      // Kept by the field while one types, so that a comma at the end is not taken away at once.
      defaultValue={value}
      spellCheck={false}
      autoComplete="off"
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function listOf(text: string): string[] {
  return text
    .split(/[,;\s]+/)
    .map((sku) => sku.trim())
    .filter((sku) => sku !== "");
}
