import { Button, NativeSelect } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { ArrowDownIcon, ArrowUpIcon, PlusIcon } from "../../ui/index.ts";
import { type Grants, layers } from "../policy-types.ts";
import { moved, newRule, type PolicyDraft } from "./draft.ts";
import { useField } from "./editing.tsx";
import { FeeField } from "./fee-field.tsx";
import { GrantsFields } from "./grants-fields.tsx";
import { RuleCard } from "./rule-card.tsx";

interface PolicyFormProps {
  readonly draft: PolicyDraft;
  readonly onChange: (draft: PolicyDraft) => void;
}

/** The draft as fields: what everybody has, what rules change of it, and how rules meet. */
export function PolicyForm({ draft, onChange }: PolicyFormProps) {
  const { t } = useTexts();
  const breakage = useField("promotionBreakage");
  const { rules, usual } = draft;
  return (
    <form className="editor-fields" onSubmit={(event) => event.preventDefault()} noValidate>
      <section className="editor-section">
        <h2>{t("return-policy.usual")}</h2>
        <p className="soft">{t("return-policy.usual-help")}</p>
        <GrantsFields path="usual" grants={usual} onChange={(given) => onChange({ ...draft, usual: given })} />
        <div className="fields">
          <FeeField
            path="costOfSending"
            help={t("return-policy.help.cost-of-sending")}
            fee={draft.costOfSending}
            onChange={(costOfSending) => onChange({ ...draft, costOfSending })}
          />
          <NativeSelect
            {...{ id: breakage.id, label: breakage.label }}
            description={t("return-policy.help.promotion-breakage")}
            value={draft.promotionBreakage}
            data={(["keep-share", "claw-back", "forbid"] as const).map((value) => ({
              ...{ value, label: t(`return-policy.promotion-breakage.${value}`) },
            }))}
            onChange={({ currentTarget }) => {
              const promotionBreakage = currentTarget.value as PolicyDraft["promotionBreakage"];
              onChange({ ...draft, promotionBreakage });
            }}
          />
        </div>
      </section>
      <section className="editor-section">
        <h2>{t("return-policy.rules")}</h2>
        <p className="soft">{t("return-policy.rules-help")}</p>
        <ul className="editor-actions">
          {rules.map((rule, position) => (
            <RuleCard
              key={rule.key}
              rule={rule}
              position={position}
              count={rules.length}
              usual={usual as Grants}
              onChange={(next) => onChange({ ...draft, rules: rules.with(position, next) })}
              onMove={(to) => onChange({ ...draft, rules: moved(rules, position, to) })}
              onRemove={() => onChange({ ...draft, rules: rules.toSpliced(position, 1) })}
            />
          ))}
        </ul>
        <Button
          className="add"
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => onChange({ ...draft, rules: [...rules, newRule()] })}
        >
          {t("return-policy.add-rule")}
        </Button>
      </section>
      <Meeting draft={draft} onChange={onChange} />
    </form>
  );
}

/** Which of several rules wins, and in which order they are gone through. */
function Meeting({ draft, onChange }: PolicyFormProps) {
  const { t } = useTexts();
  const { id, label } = useField("combine");
  const { precedence, combine } = draft;
  return (
    <section className="editor-section">
      <h2>{t("return-policy.meeting")}</h2>
      <div className="fields">
        <NativeSelect
          {...{ id, label }}
          value={combine}
          data={(["best-for-shopper", "last-wins"] as const).map((value) => ({
            ...{ value, label: t(`return-policy.combine.${value}`) },
          }))}
          onChange={({ currentTarget }) =>
            onChange({ ...draft, combine: currentTarget.value as PolicyDraft["combine"] })
          }
        />
      </div>
      {combine === "last-wins" && (
        <>
          <p className="soft">{t("return-policy.precedence-help")}</p>
          <ol className="policy-order">
            {precedence.map((layer, position) => (
              <li key={layer}>
                <span>{t(`return-policy.layer.${layer}`)}</span>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t("return-policy.up", { rule: t(`return-policy.layer.${layer}`) })}
                  disabled={position === 0}
                  onClick={() => onChange({ ...draft, precedence: moved(precedence, position, position - 1) })}
                >
                  <ArrowUpIcon />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t("return-policy.down", { rule: t(`return-policy.layer.${layer}`) })}
                  disabled={position === layers.length - 1}
                  onClick={() => onChange({ ...draft, precedence: moved(precedence, position, position + 1) })}
                >
                  <ArrowDownIcon />
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
