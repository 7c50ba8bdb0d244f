import { type ContractOutput, getRetailer, updateRetailerSettings } from "@aftercare/platform/contract";
import { Button, NumberInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure } from "../ui/index.ts";

type Retailer = ContractOutput<typeof getRetailer>;

/** The shop's name and the margin that is assumed where it sends no cost; the rest is read only. */
export function RetailerForm({ retailer }: { retailer: Retailer }) {
  const texts = useTexts();
  const { t } = texts;
  const queries = useQueryClient();
  const update = useCommand(updateRetailerSettings);
  const [name, setName] = useState(retailer.name ?? "");
  const [percent, setPercent] = useState<number | string>(Math.round(retailer.assumedMarginRate * 1_000) / 10);
  const isOver = typeof percent === "number" && percent > 100;
  const complete = name.trim() !== "" && typeof percent === "number" && !isOver;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    const saved = await update.mutateAsync({ name, assumedMarginRate: percent / 100 }).catch(() => undefined);
    if (saved === undefined) return;
    queries.setQueryData(reading(getRetailer, {}).queryKey, saved);
    await queries.invalidateQueries();
  };
  const facts = [
    ["origin", t(`staff.settings.origin-${retailer.origin}`)],
    ["currency", retailer.currency],
    ["time-zone", retailer.timeZone],
    ["now", texts.dateTime(new Date(retailer.now), "long")],
  ] as const;
  return (
    <form className="settings section" onSubmit={(event) => void save(event)}>
      <TextInput
        label={t("staff.settings.name")}
        value={name}
        maxLength={80}
        required
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NumberInput
        label={t("staff.settings.margin")}
        description={t("staff.settings.margin-help")}
        value={percent}
        min={0}
        max={100}
        // Every figure of margin rests on it: 400 typed for 40 is to be mended by a person, not taken for 100 without a word.
        clampBehavior="none"
        allowNegative={false}
        error={isOver && t("programs.fault.at-most", { what: texts.percent(1) })}
        decimalScale={1}
        suffix=" %"
        hideControls
        required
        onChange={setPercent}
      />
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`staff.settings.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {update.isError && <Failure error={update.error} />}
      <div className="settings-save">
        <Button type="submit" loading={update.isPending} disabled={!complete}>
          {t("staff.settings.save")}
        </Button>
        <p className="soft" role="status">
          {update.isSuccess && t("staff.settings.saved")}
        </p>
      </div>
    </form>
  );
}
