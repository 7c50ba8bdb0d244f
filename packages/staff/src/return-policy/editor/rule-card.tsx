import { locales } from "@aftercare/messages/browser";
import { NativeSelect, TextInput } from "@mantine/core";
import { ConditionField } from "../../conditions/index.ts";
import { useTexts } from "../../language/index.ts";
import { OrderedCardHead } from "../../ui/index.ts";
import { type Grants, granted, type Layer, layers } from "../policy-types.ts";
import { usePolicyWords } from "../policy-words.ts";
import type { DraftRule } from "./draft.ts";
import { useField } from "./editing.tsx";
import { GrantsFields } from "./grants-fields.tsx";

interface RuleCardProps {
  readonly rule: DraftRule;
  readonly position: number;
  readonly count: number;
  readonly usual: Grants;
  readonly onChange: (rule: DraftRule) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** One rule: for whom or when it holds, what it changes, and what shoppers are told. */
export function RuleCard({ rule, position, count, usual, onChange, onMove, onRemove }: RuleCardProps) {
  const { t } = useTexts();
  const path = `rules/${position}`;
  const name = rule.name === "" ? t("return-policy.rule-unnamed") : rule.name;
  return (
    <li className="card editor-action">
      <OrderedCardHead
        title={name}
        labels={{
          up: t("return-policy.up", { rule: name }),
          down: t("return-policy.down", { rule: name }),
          remove: t("return-policy.remove", { rule: name }),
        }}
        {...{ position, count, onMove, onRemove }}
      />
      <RuleBasics path={path} rule={rule} onChange={onChange} />
      <WhatChanges path={`${path}/grants`} rule={rule} usual={usual} onChange={onChange} />
      <Sentences path={path} rule={rule} onChange={onChange} />
    </li>
  );
}

interface RulePartProps {
  readonly path: string;
  readonly rule: DraftRule;
  readonly onChange: (rule: DraftRule) => void;
}

function RuleBasics({ path, rule, onChange }: RulePartProps) {
  const { t, has } = useTexts();
  const [name, layer, when] = [useField(`${path}/name`), useField(`${path}/layer`), useField(`${path}/when`)];
  const meaning = (fact: string) => {
    const key = `return-policy.fact.${fact.replaceAll("_", "-")}`;
    return has(key) ? t(key) : "";
  };
  return (
    <>
      <div className="fields">
        <TextInput
          id={name.id}
          label={name.label}
          error={name.error}
          description={t("return-policy.help.name")}
          value={rule.name}
          maxLength={60}
          spellCheck={false}
          autoCapitalize="off"
          onChange={({ currentTarget }) => onChange({ ...rule, name: currentTarget.value })}
        />
        <NativeSelect
          id={layer.id}
          label={layer.label}
          error={layer.error}
          description={t("return-policy.help.layer")}
          value={rule.layer}
          data={layers.map((value) => ({ value, label: t(`return-policy.layer.${value}`) }))}
          onChange={({ currentTarget }) => onChange({ ...rule, layer: currentTarget.value as Layer })}
        />
      </div>
      <ConditionField
        id={when.id}
        label={when.label}
        help={t("return-policy.help.when")}
        facts={when.facts}
        meaning={meaning}
        error={when.error}
        at={when.fault?.at}
        value={rule.when}
        onChange={(text) => onChange({ ...rule, when: text })}
      />
    </>
  );
}

function WhatChanges({ path, rule, usual, onChange }: RulePartProps & { readonly usual: Grants }) {
  const { t } = useTexts();
  const words = usePolicyWords(undefined);
  const turn = (name: keyof Grants, isChanged: boolean) => {
    const { [name]: _, ...rest } = rule.grants;
    onChange({ ...rule, grants: isChanged ? { ...rest, [name]: usual[name] } : rest });
  };
  return (
    <>
      <fieldset className="ticks">
        <legend>{t("return-policy.field.grants")}</legend>
        {granted.map((name) => (
          <label key={name} className="tick">
            <input
              type="checkbox"
              checked={name in rule.grants}
              onChange={({ currentTarget }) => turn(name, currentTarget.checked)}
            />
            <span>{words.own(name)}</span>
          </label>
        ))}
      </fieldset>
      {Object.keys(rule.grants).length > 0 && (
        <GrantsFields path={path} grants={rule.grants} onChange={(grants) => onChange({ ...rule, grants })} />
      )}
    </>
  );
}

function Sentences({ path, rule, onChange }: RulePartProps) {
  const { t } = useTexts();
  const said = Object.values(rule.says).filter((text) => text !== "").length;
  return (
    <details>
      <summary>{t("return-policy.says", { count: said })}</summary>
      <div className="fields policy-says">
        {locales.map((locale) => (
          <TextInput
            key={locale}
            id={`${path}-says-${locale}`}
            label={t(`common.language.${locale}`)}
            lang={locale}
            maxLength={200}
            value={rule.says[locale]}
            onChange={({ currentTarget }) =>
              onChange({ ...rule, says: { ...rule.says, [locale]: currentTarget.value } })
            }
          />
        ))}
      </div>
    </details>
  );
}
