import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../language/index.ts";
import { MoneyEntry, NumberEntry, Tick } from "../ui/index.ts";
import { methods, type WayDraft } from "./ways-draft.ts";

interface WayFieldsProps {
  readonly way: WayDraft;
  readonly currency: string;
  readonly isFirst: boolean;
  readonly onChange: (way: WayDraft) => void;
  readonly onMoveUp: () => void;
  readonly onRemove: () => void;
}

/** One way back: by which method and carrier, from where, what it costs and how long it takes. */
export function WayFields({ way, currency, isFirst, onChange, onMoveUp, onRemove }: WayFieldsProps) {
  const { t, money } = useTexts();
  const [isNew] = useState(way.carrier === "");
  const change = (part: Partial<WayDraft>) => onChange({ ...way, ...part });
  const texts = [
    ["carrier", "return-labels.ways.carrier", 40],
    ["service", "return-labels.ways.service", 40],
    ["countries", "return-labels.ways.countries", 1_000],
  ] as const;
  // What it is about, so that many ways are a list; one that is begun stands open.
  const parts = [
    t(`return-policy.method.${way.method}`),
    way.carrier,
    way.countries,
    way.price === undefined ? "" : money({ amount: way.price, currency }),
  ];
  return (
    <details className="disclosure" open={isNew}>
      <summary>{parts.filter((part) => part !== "").join(" · ")}</summary>
      <div className="way-fields">
        <div className="toolbar labelled">
          <NativeSelect
            label={t("return-labels.ways.method")}
            value={way.method}
            data={methods.map((value) => ({ value, label: t(`return-policy.method.${value}`) }))}
            onChange={({ currentTarget }) =>
              change({ method: methods.find((method) => method === currentTarget.value) ?? way.method })
            }
          />
          {texts.map(([field, label, maxLength]) => (
            <TextInput
              key={field}
              label={t(label)}
              value={way[field]}
              maxLength={maxLength}
              required={field === "carrier"}
              {...(field === "countries" && { placeholder: t("return-labels.ways.everywhere") })}
              onChange={({ currentTarget }) => change({ [field]: currentTarget.value })}
            />
          ))}
        </div>
        <div className="toolbar labelled">
          <MoneyEntry
            label={t("return-labels.ways.price")}
            currency={currency}
            value={way.price}
            onChange={(price) => change({ price })}
          />
          <NumberEntry
            label={t("return-labels.ways.earliest")}
            value={way.earliest}
            max={90}
            digits={0}
            onChange={(earliest) => change({ earliest })}
          />
          <NumberEntry
            label={t("return-labels.ways.latest")}
            value={way.latest}
            max={90}
            digits={0}
            onChange={(latest) => change({ latest })}
          />
        </div>
        <Tick
          label={t("return-labels.ways.boxless")}
          checked={way.boxless}
          onChange={(boxless) => change({ boxless })}
        />
        <div className="toolbar">
          <button type="button" className="text-button" disabled={isFirst} onClick={onMoveUp}>
            {t("return-labels.ways.up")}
          </button>
          <button type="button" className="text-button" onClick={onRemove}>
            {t("return-labels.ways.remove")}
          </button>
        </div>
      </div>
    </details>
  );
}
