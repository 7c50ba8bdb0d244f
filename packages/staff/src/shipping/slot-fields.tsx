import { TextInput } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { NumberEntry } from "../ui/index.ts";
import type { SlotDraft } from "./service-draft.ts";

interface SlotFieldsProps {
  readonly slot: SlotDraft;
  readonly onChange: (slot: SlotDraft) => void;
}

/** When a service comes in windows of the shopper's choice. */
export function SlotFields({ slot, onChange }: SlotFieldsProps) {
  const { t } = useTexts();
  const numbers = [
    ["hours", "shipping.slot-hours", 12],
    ["bookDaysAhead", "shipping.slot-ahead", 30],
    ["capacity", "shipping.slot-capacity", 100_000],
  ] as const;
  const times = [
    ["from", "shipping.slot-from"],
    ["until", "shipping.slot-until"],
  ] as const;
  return (
    <fieldset className="message-settings">
      <legend>{t("shipping.slots")}</legend>
      <p className="soft">{t("shipping.slots-help")}</p>
      <div className="toolbar labelled">
        {times.map(([field, label]) => (
          <TextInput
            key={field}
            type="time"
            label={t(label)}
            value={slot[field]}
            required
            onChange={({ currentTarget }) => onChange({ ...slot, [field]: currentTarget.value })}
          />
        ))}
      </div>
      {numbers.map(([field, label, max]) => (
        <NumberEntry
          key={field}
          label={t(label)}
          value={slot[field]}
          max={max}
          digits={0}
          onChange={(value) => onChange({ ...slot, [field]: value })}
        />
      ))}
    </fieldset>
  );
}
