import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { CloseIcon, PlusIcon } from "../ui/index.ts";
import type { Target } from "./content-words.ts";
import { newTarget, type TargetDraft } from "./draft.ts";

const matches = ["category", "product", "sku", "attribute", "all"] as const;

interface TargetsFieldProps {
  readonly targets: readonly TargetDraft[];
  readonly onChange: (targets: readonly TargetDraft[]) => void;
}

/** What a guide is for: any number of conditions, one of which is enough. */
export function TargetsField({ targets, onChange }: TargetsFieldProps) {
  const { t } = useTexts();
  const put = (id: number, target: Target) => onChange(targets.map((one) => (one.id === id ? { id, target } : one)));
  const nextId = Math.max(...targets.map(({ id }) => id)) + 1;
  return (
    <fieldset className="message-settings">
      <legend>{t("content.for")}</legend>
      <p className="soft">{t("content.for-help")}</p>
      {targets.map(({ id, target }) => (
        <div key={id} className="toolbar labelled content-target">
          <NativeSelect
            label={t("content.match")}
            value={target.match}
            data={matches.map((match) => ({ value: match, label: t(`content.match.${match}`) }))}
            onChange={({ currentTarget }) => put(id, turned(target, currentTarget.value as Target["match"]))}
          />
          {target.match === "attribute" && (
            <TextInput
              label={t("content.match.attribute")}
              value={target.attribute}
              maxLength={60}
              required
              onChange={({ currentTarget }) => put(id, { ...target, attribute: currentTarget.value })}
            />
          )}
          {target.match !== "all" && (
            <TextInput
              label={t("content.value")}
              value={target.value}
              maxLength={120}
              required
              onChange={({ currentTarget }) => put(id, { ...target, value: currentTarget.value })}
            />
          )}
          {targets.length > 1 && (
            <Button
              variant="subtle"
              aria-label={t("content.remove-target")}
              onClick={() => onChange(targets.filter((one) => one.id !== id))}
            >
              <CloseIcon />
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          onClick={() => onChange([...targets, { id: nextId, target: newTarget }])}
        >
          {t("content.add-target")}
        </Button>
      </div>
    </fieldset>
  );
}

/** Another way of matching keeps what was typed. */
function turned(target: Target, match: Target["match"]): Target {
  const value = target.match === "all" ? "" : target.value;
  switch (match) {
    case "all":
      return { match };
    case "attribute":
      return { match, attribute: "", value };
    default:
      return { match, value };
  }
}
