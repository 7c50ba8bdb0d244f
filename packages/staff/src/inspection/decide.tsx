import { disposeItems, refurbishItem } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "../api/index.ts";
import { Failure } from "../ui/index.ts";
import { EvidenceFields, isProved, type Proof, proofInput } from "./evidence-fields.tsx";
import { type Item, type Option, useRefreshItems } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

interface DecideProps {
  readonly item: Item;
  readonly onDone: () => void;
}

/** What could become of an item, best first: what is recommended is taken with Enter, all else by choosing it. */
export function Decide({ item, onDone }: DecideProps) {
  const { t } = useItemWords();
  const refresh = useRefreshItems();
  const dispose = useCommand(disposeItems);
  const refurbish = useCommand(refurbishItem);
  const [chosen, setChosen] = useState<number>();
  const [proof, setProof] = useState<Proof>({});
  const [best, ...rest] = item.options;
  const { needsSecondLook } = item;
  const pending = dispose.isPending || refurbish.isPending;
  const take = async (option: Option) => {
    const { itemId } = item;
    const target = option.destination && { destinationId: option.destination.destinationId };
    const done =
      option.option === "refurbish"
        ? option.destination && refurbish.mutateAsync({ itemId, destinationId: option.destination.destinationId })
        : dispose.mutateAsync({
            ...{ itemIds: [itemId], disposition: option.option, ...target },
            ...(option.storeId !== undefined && { storeId: option.storeId }),
            ...proofInput({ ...option, needsSecondLook }, proof),
          });
    if ((await done?.catch(() => undefined)) === undefined) return;
    onDone();
    await refresh();
  };
  const isRecommended = best?.recommended === true;
  const listed = isRecommended ? rest : item.options;
  return (
    <section className="decide">
      {isRecommended ? (
        <form
          className="recommended"
          onSubmit={(event) => {
            event.preventDefault();
            void take(best);
          }}
        >
          <p className="eyebrow">{t("dispositions.recommended")}</p>
          <OptionText option={best} item={item} large />
          <EvidenceFields option={{ ...best, needsSecondLook }} law={item.law} value={proof} onChange={setProof} />
          <Button
            type="submit"
            size="lg"
            autoFocus
            loading={pending}
            disabled={!isProved({ ...best, needsSecondLook }, proof)}
          >
            {t("dispositions.take")} <kbd>↵</kbd>
          </Button>
        </form>
      ) : (
        <p className="note">{t("dispositions.none-recommended")}</p>
      )}
      {dispose.isError && <Failure error={dispose.error} />}
      {refurbish.isError && <Failure error={refurbish.error} />}
      <h3>{t("dispositions.others")}</h3>
      <ul className="options">
        {listed.map((option, index) => (
          <li key={`${option.option} ${option.destination?.destinationId ?? option.storeId ?? ""}`}>
            <details
              open={chosen === index}
              onToggle={({ currentTarget }) => {
                if (currentTarget.open) setChosen(index);
                else if (chosen === index) setChosen(undefined);
              }}
            >
              <summary>
                <OptionName option={option} />
                <Worth option={option} item={item} />
              </summary>
              <OptionText option={option} item={item} />
              <EvidenceFields
                option={{ ...option, needsSecondLook }}
                law={item.law}
                value={proof}
                onChange={setProof}
              />
              <Button
                variant="default"
                loading={pending}
                disabled={!isProved({ ...option, needsSecondLook }, proof)}
                onClick={() => void take(option)}
              >
                {t("dispositions.decide")}
              </Button>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OptionName({ option: { option, destination, storeName } }: { option: Option }) {
  const { optionName } = useItemWords();
  return (
    <b className="option-name">
      {[optionName(option), ...(destination ? [destination.title] : []), ...(storeName ? [storeName] : [])].join(" · ")}
    </b>
  );
}

function Worth({ option, item }: { option: Option; item: Item }) {
  const words = useItemWords();
  return (
    <span className="num worth-each">
      {words.t("dispositions.value", { amount: words.money({ amount: option.value, currency: item.currency }) })}
    </span>
  );
}

/** What it is worth and why, with the sum behind it. */
function OptionText({ option, item, large = false }: { option: Option; item: Item; large?: boolean }) {
  const words = useItemWords();
  const { resale, decay, handling, move } = option.parts;
  const amount = (value: number) => words.money({ amount: value, currency: item.currency });
  return (
    <div className="option-text">
      {large && (
        <p className="option-large">
          <OptionName option={option} />
          <Worth option={option} item={item} />
        </p>
      )}
      <ul className="because">
        {option.because.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {(resale !== 0 || handling !== 0 || move !== 0) && (
        <p className="soft small num">
          {words.t("dispositions.parts", {
            ...{ resale: amount(resale), decay: amount(decay), handling: amount(handling), move: amount(move) },
          })}
        </p>
      )}
    </div>
  );
}
