import { Figure, Figures } from "../ui/index.ts";
import { keptOf, type PromiseGroup, usePromiseWords } from "./promise-words.ts";

/** What all judged promises came to, each with what it is held against. */
export function PromiseFigures({ all }: { all: PromiseGroup }) {
  const words = usePromiseWords();
  const { t } = words.texts;
  const kept = keptOf(all);
  const { early, confidence, promisedDays, shop } = all;
  if (!kept || !early) return null;
  return (
    <Figures>
      <Figure
        label={t("promises.kept")}
        value={words.share(kept.value)}
        beside={words.interval(kept)}
        definition={t("promises.kept-definition")}
      />
      <Figure
        label={t("promises.confidence")}
        value={words.share(confidence)}
        beside={
          confidence === undefined ? t("promises.not-stated") : t("promises.found", { share: words.share(kept.value) })
        }
        definition={t("promises.confidence-definition")}
      />
      <Figure
        label={t("promises.promised-days")}
        value={words.days(promisedDays)}
        beside={shop ? t("promises.shop-days", { days: words.days(shop.promisedDays) }) : t("promises.no-shop")}
        definition={t("promises.promised-days-definition")}
      />
      <Figure
        label={t("promises.early")}
        value={words.share(early.value)}
        beside={words.interval(early)}
        definition={t("promises.early-definition")}
      />
    </Figures>
  );
}
