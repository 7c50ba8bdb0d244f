import { NativeSelect, TextInput } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { OrderedCardHead, useWording } from "../../ui/index.ts";
import type { ProgramDocument } from "../program-types.ts";
import { completeTerms, type DraftAction, type Kind, kindsAt, termsOf } from "./draft.ts";
import { useEditing, useField } from "./editing.tsx";
import { ExpressionField } from "./expression-field.tsx";
import { slugOf } from "./new-draft.ts";
import { MoneyField } from "./number-fields.tsx";
import { TermsFields } from "./terms-fields.tsx";

interface ActionCardProps {
  readonly action: DraftAction;
  readonly position: number;
  readonly count: number;
  readonly onChange: (action: DraftAction) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** One action: what it gives, what reaching the shopper costs, and who may get it. */
export function ActionCard({ action, position, count, onChange, onMove, onRemove }: ActionCardProps) {
  const { t } = useTexts();
  const wording = useWording();
  const { currency, published, moment } = useEditing();
  const path = `actions/${position}`;
  const id = useField(`${path}/id`);
  const whole = useField(`${path}/terms`);
  const terms = completeTerms(action.terms);
  const named = terms === undefined ? undefined : wording.action({ id: action.id, terms, currency });
  const name = named ?? t("programs.actions.unnamed");
  return (
    <li className="card editor-action">
      <OrderedCardHead
        title={name}
        labels={{
          up: t("programs.actions.up", { action: name }),
          down: t("programs.actions.down", { action: name }),
          remove: t("programs.actions.remove", { action: name }),
        }}
        {...{ position, count, onMove, onRemove }}
      />
      <div className="fields">
        <NativeSelect
          id={whole.id}
          error={whole.error}
          label={t("programs.field.terms.kind")}
          value={action.terms.kind}
          data={kindsAt(moment, action.terms.kind).map((kind) => ({ value: kind, label: t(`programs.kind.${kind}`) }))}
          onChange={({ currentTarget }) =>
            onChange({ ...action, terms: { ...action.terms, kind: currentTarget.value as Kind } })
          }
        />
        <TermsFields
          path={`${path}/terms`}
          terms={action.terms}
          onChange={(next) => onChange({ ...action, terms: next })}
        />
        <MoneyField
          path={`${path}/contact`}
          label={t("programs.field.contact")}
          help={t("programs.actions.contact-help")}
          value={action.contact}
          onChange={(contact) => onChange({ ...action, contact })}
        />
        <TextInput
          id={id.id}
          error={id.error}
          label={t("programs.field.id")}
          description={
            isOtherThanPublished(action, published) ? (
              <span className="field-warning">{t("programs.actions.id-again")}</span>
            ) : (
              t("programs.actions.id-help")
            )
          }
          value={action.id}
          maxLength={60}
          spellCheck={false}
          autoCapitalize="off"
          onChange={({ currentTarget }) => onChange({ ...action, id: currentTarget.value })}
          onFocus={() => {
            if (action.id === "" && terms !== undefined) onChange({ ...action, id: suggestedId(terms) });
          }}
        />
      </div>
      <ExpressionField
        path={`${path}/eligible`}
        label={t("programs.field.eligible")}
        value={action.eligible}
        onChange={(eligible) => onChange({ ...action, eligible })}
      />
    </li>
  );
}

/** Figures of two different things under one identifier would be mixed for ever. */
function isOtherThanPublished({ id, terms }: DraftAction, published: ProgramDocument | undefined): boolean {
  const before = published?.actions.find((each) => each.id === id);
  return before !== undefined && !isSameTerms(termsOf(terms), before.terms);
}

function isSameTerms(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
}

/** The kind with its figures: `percent-off-10`. */
function suggestedId(terms: NonNullable<ReturnType<typeof completeTerms>>): string {
  const figures = Object.values(terms).filter((value) => typeof value === "number" || typeof value === "string");
  return slugOf(figures.join("-"));
}
