import { Button } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { PlusIcon } from "../../ui/index.ts";
import { ActionCard } from "./action-card.tsx";
import type { DraftAction } from "./draft.ts";
import { fieldId, useEditing, useField } from "./editing.tsx";
import { newAction } from "./new-draft.ts";
import { Section } from "./section.tsx";

const mostActions = 20;

/** What the program may give, beside nothing. */
export function Actions() {
  const { t } = useTexts();
  const { draft, change } = useEditing();
  const { error } = useField("actions");
  const { actions } = draft;
  const set = (next: readonly DraftAction[]) => change({ actions: next });
  const move = (from: number, to: number) => {
    const next = [...actions];
    const [moved] = next.splice(from, 1);
    if (moved) set(next.toSpliced(to, 0, moved));
  };
  return (
    <Section title={t("programs.field.actions")} help={t("programs.actions.help")}>
      <ol className="editor-actions" id={fieldId("actions")} tabIndex={-1}>
        {actions.map((action, position) => (
          <ActionCard
            key={action.key}
            action={action}
            position={position}
            count={actions.length}
            onChange={(next) => set(actions.with(position, next))}
            onMove={(to) => move(position, to)}
            onRemove={() => set(actions.toSpliced(position, 1))}
          />
        ))}
      </ol>
      {error !== undefined && <p className="field-error">{error}</p>}
      {actions.length < mostActions && (
        <Button
          className="add"
          variant="default"
          leftSection={<PlusIcon size={16} />}
          onClick={() => set([...actions, newAction()])}
        >
          {t("programs.actions.add")}
        </Button>
      )}
    </Section>
  );
}
