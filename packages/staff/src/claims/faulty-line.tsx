import type { ContractOutput, claimRights, returnReasonsOfOrder } from "@aftercare/platform/contract";
import { NativeSelect, Textarea } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { NumberEntry, Tick } from "../ui/index.ts";

type Rights = ContractOutput<typeof claimRights>;

/** What is said of one line. */
export interface FaultyUnits {
  readonly quantity: number;
  /** "" as long as none was chosen. */
  readonly reason: string;
  readonly said: string;
}

interface FaultyLineProps {
  readonly line: Rights["lines"][number];
  readonly title: string;
  readonly arrival: Rights["arrival"];
  readonly reasons: ContractOutput<typeof returnReasonsOfOrder> | undefined;
  /** Undefined where nothing is wrong with it. */
  readonly units: FaultyUnits | undefined;
  readonly onChange: (units: FaultyUnits | undefined) => void;
}

/** One line of the order: whether it is faulty, and once it is ticked how many, what is wrong, and the shopper's words for it. */
export function FaultyLine({ line, title, arrival, reasons, units, onChange }: FaultyLineProps) {
  const texts = useTexts();
  const { t } = texts;
  const { sku, units: left, law } = line;
  const kind = reasons?.lines.find((each) => each.line === line.line)?.tree;
  const branches = reasons?.trees.find(({ tree }) => tree === kind)?.branches ?? [];
  const until =
    law.until === undefined
      ? t("claims.doubt.no-law")
      : t(arrival === "known" ? "claims.report.until" : "claims.report.until-about", { day: texts.date(law.until) });
  return (
    <article className="card">
      <Tick
        label={title}
        checked={units !== undefined}
        onChange={(isFaulty) => onChange(isFaulty ? { quantity: left, reason: "", said: "" } : undefined)}
      />
      <p className="soft">
        {sku} · {until}
      </p>
      {units !== undefined && (
        <div className="section">
          {left > 1 && (
            <NumberEntry
              label={t("claims.quantity")}
              description={t("claims.report.left", { left })}
              digits={0}
              max={left}
              value={units.quantity}
              onChange={(quantity) => onChange({ ...units, quantity: quantity ?? 0 })}
            />
          )}
          <NativeSelect
            label={t("claims.fault")}
            value={units.reason}
            data={[
              { value: "", label: t("claims.report.choose") },
              ...branches.flatMap(({ says: group, reasons: own }) => {
                const items = own.flatMap(({ reason: value, says: label, isFaulty }) =>
                  isFaulty ? [{ value, label }] : [],
                );
                return items.length === 0 ? [] : [{ group, items }];
              }),
            ]}
            onChange={({ currentTarget }) => onChange({ ...units, reason: currentTarget.value })}
          />
          <Textarea
            label={t("claims.report.said")}
            value={units.said}
            maxLength={2_000}
            autosize
            minRows={2}
            onChange={({ currentTarget }) => onChange({ ...units, said: currentTarget.value })}
          />
        </div>
      )}
    </article>
  );
}
