import { type ContractOutput, getCounterRules, setCounterRules } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, MoneyEntry, NumberEntry, Tick, useFailureText, Waiting } from "../ui/index.ts";

type Rules = ContractOutput<typeof getCounterRules>["rules"];

const ways = ["original", "cash", "store-credit", "gift-card"] as const;
const usualWithout = { lowestPriceOfDays: 90, cap: 10_000, capDays: 365 };

/** How goods are taken back at counters: who pays, in which ways, and what is given without a receipt. */
export function CounterRulesForm({ currency }: { currency: string }) {
  const texts = useTexts();
  const { t } = texts;
  const query = useQuery(reading(getCounterRules, {}));
  return (
    <section className="section">
      <h2>{t("counter.rules.title")}</h2>
      <Loaded query={query} waiting={<Waiting lines={4} height={44} />}>
        {({ rules, validFrom }) => (
          <>
            {validFrom !== undefined && (
              <p className="soft">{t("counter.rules.since", { when: texts.dateTime(new Date(validFrom)) })}</p>
            )}
            <Form key={validFrom ?? ""} inForce={rules} currency={currency} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Form({ inForce, currency }: { inForce: Rules; currency: string }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const save = useCommand(setCounterRules);
  const [rules, setRules] = useState(inForce);
  const { paidBy, withoutReceipt } = rules;
  const change = (next: Partial<Rules>) => setRules({ ...rules, ...next });
  const changeWithout = (next: Partial<typeof usualWithout>) =>
    change({ withoutReceipt: { ...(withoutReceipt ?? usualWithout), ...next } });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await save.mutateAsync({ rules }).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: [getCounterRules.name] });
  };
  return (
    <form className="section" onSubmit={(event) => void submit(event)}>
      <fieldset className="choices">
        <legend>{t("counter.rules.paid-by")}</legend>
        {(["till", "house"] as const).map((one) => (
          <label key={one} className="choice">
            <input type="radio" name="paid-by" checked={paidBy === one} onChange={() => change({ paidBy: one })} />
            <span>
              <b>{t(`counter.rules.${one}`)}</b>
              <span className="under-line soft">{t(`counter.rules.${one}-text`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {paidBy === "house" && (
        <fieldset>
          <legend>{t("counter.rules.ways")}</legend>
          {ways.map((way) => (
            <Tick
              key={way}
              label={t(`counter.way.${way}`)}
              checked={rules.ways.includes(way)}
              onChange={(checked) =>
                change({ ways: ways.filter((one) => (one === way ? checked : rules.ways.includes(one))) })
              }
            />
          ))}
        </fieldset>
      )}
      <Tick
        label={t("counter.rules.without")}
        checked={withoutReceipt !== undefined}
        onChange={(checked) => {
          const { withoutReceipt: _, ...others } = rules;
          setRules(checked ? { ...others, withoutReceipt: usualWithout } : others);
        }}
      />
      {withoutReceipt !== undefined && (
        <div className="fields">
          <NumberEntry
            label={t("counter.rules.lowest")}
            value={withoutReceipt.lowestPriceOfDays}
            digits={0}
            max={3_660}
            onChange={(days) => changeWithout({ lowestPriceOfDays: days ?? 1 })}
          />
          <MoneyEntry
            label={t("counter.rules.cap")}
            currency={currency}
            value={withoutReceipt.cap}
            onChange={(cap) => changeWithout({ cap: cap ?? 0 })}
          />
          <NumberEntry
            label={t("counter.rules.cap-days")}
            value={withoutReceipt.capDays}
            digits={0}
            max={3_660}
            onChange={(days) => changeWithout({ capDays: days ?? 1 })}
          />
        </div>
      )}
      <div className="actions">
        <Button type="submit" loading={save.isPending} disabled={paidBy === "house" && rules.ways.length === 0}>
          {t("counter.rules.save")}
        </Button>
        <span role="status">{save.isSuccess && t("counter.rules.saved")}</span>
      </div>
      {save.isError && <p role="alert">{failureText(save.error)}</p>}
    </form>
  );
}
