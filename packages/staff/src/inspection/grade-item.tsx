import { getItem, inspectItem } from "@aftercare/platform/contract";
import { Button, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useChoiceKeys } from "../keyboard/index.ts";
import { Failure, MinusIcon, NumberEntry, PlusIcon } from "../ui/index.ts";
import { type Grade, grades, type Item, useRefreshItems } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

interface GradeItemProps {
  readonly item: Item;
  /** The item that was graded: another one where some units alone were. */
  readonly onGraded: (itemId: string) => void;
}

/** Seven grades under seven keys. One that is graded is graded again on demand only. */
export function GradeItem({ item, onGraded }: GradeItemProps) {
  const words = useItemWords();
  const { t } = words;
  const queries = useQueryClient();
  const refresh = useRefreshItems();
  const command = useCommand(inspectItem);
  const again = item.state !== "waiting";
  const [open, setOpen] = useState(item.state !== "inspected");
  const [quantity, setQuantity] = useState(item.quantity);
  const [weight, setWeight] = useState(item.weightGrams);
  const [note, setNote] = useState("");
  const grade = async (chosen: Grade) => {
    if (command.isPending) return;
    const written = note.trim();
    const graded = await command
      .mutateAsync({
        ...{ itemId: item.itemId, grade: chosen, again },
        ...(quantity < item.quantity && { quantity }),
        ...(weight !== undefined && { weightGrams: weight }),
        ...(written !== "" && { note: written }),
      })
      .catch(() => undefined);
    if (graded === undefined) return;
    queries.setQueryData(reading(getItem, { itemId: graded.itemId }).queryKey, graded);
    onGraded(graded.itemId);
    await refresh();
  };
  useChoiceKeys("1234567", (key) => {
    const chosen = grades[Number(key) - 1];
    if (open && chosen !== undefined) void grade(chosen);
  });
  if (!open)
    return (
      <p className="graded">
        <span className="grade-mark large">{item.grade}</span> {item.grade && words.gradeName(item.grade)}
        <button type="button" className="text-button" onClick={() => setOpen(true)}>
          {t("dispositions.grade-again")}
        </button>
      </p>
    );
  return (
    <section className="grade-item" aria-label={t("dispositions.grade-it")}>
      <h3>{t("dispositions.grade-it")}</h3>
      {item.quantity > 1 && item.state === "waiting" && (
        <HowMany of={item.quantity} value={quantity} onChange={setQuantity} />
      )}
      <div className="grade-keys">
        {grades.map((each, index) => (
          <button
            key={each}
            type="button"
            className={each === item.grade ? "grade-key chosen" : "grade-key"}
            disabled={command.isPending}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => void grade(each)}
          >
            <kbd>{index + 1}</kbd>
            <b>{each}</b>
            <span>{words.gradeName(each)}</span>
          </button>
        ))}
      </div>
      {command.isError && <Failure error={command.error} />}
      <div className="grade-more">
        <NumberEntry
          label={t("dispositions.weight")}
          value={weight}
          max={1_000_000}
          digits={0}
          onChange={(value) => setWeight(value === undefined || value < 0 ? undefined : value)}
        />
        <Textarea
          label={t("dispositions.note")}
          value={note}
          maxLength={1_000}
          autosize
          minRows={1}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {item.state === "inspected" && (
          <Button variant="default" onClick={() => setOpen(false)}>
            {t("common.cancel")}
          </Button>
        )}
      </div>
    </section>
  );
}

interface HowManyProps {
  readonly of: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function HowMany({ of, value, onChange }: HowManyProps) {
  const { t } = useItemWords();
  return (
    <div className="how-many">
      <p>{t("dispositions.how-many")}</p>
      <div className="stepper">
        <button type="button" disabled={value === 1} aria-label="−1" onClick={() => onChange(value - 1)}>
          <MinusIcon />
        </button>
        <output className="num">{value}</output>
        <button type="button" disabled={value === of} aria-label="+1" onClick={() => onChange(value + 1)}>
          <PlusIcon />
        </button>
      </div>
    </div>
  );
}
