import { translator } from "@aftercare/messages";
import type { z } from "zod";
import type { Id } from "../../foundation/ids/index.ts";
import type { Context } from "../../foundation/operations/index.ts";
import { type DestructionGround, destructionGrounds } from "../../judgement/law/index.ts";
import { readDestinations } from "./destinations.ts";
import { dispositionMeanings } from "./disposition.schema.ts";
import type { ItemDetail } from "./item.contract.ts";
import type { ItemTable } from "./item-tables.ts";
import { readCase } from "./read-case.ts";
import { type DispositionCase, type DispositionOption, recommendDisposition } from "./recommend-disposition.ts";
import { readSettings } from "./settings.ts";
import { isOurs } from "./whose-item.ts";

type Options = z.output<typeof ItemDetail>["options"];
const every = Object.keys(destructionGrounds) as DestructionGround[];

/** What could become of an item, best first, in the caller's words; empty while it has no grade. */
export async function optionsOf(
  { tx, clock, locale }: Pick<Context, "tx" | "clock" | "locale">,
  item: ItemTable,
): Promise<Options> {
  if (item.grade === null) return [];
  if (!isOurs(item)) return optionsOfStray(item, locale);
  const { settings } = await readSettings(tx);
  const given = await readCase(tx, item, { grade: item.grade, settings, now: clock.now() });
  const { t } = translator(locale, "dispositions");
  const destinations = new Map((await readDestinations(tx)).map((each) => [each.destinationId as string, each]));
  const stores = new Map(
    (await tx.db.selectFrom("stores").select(["id", "name"]).execute()).map(({ id, name }) => [id, name]),
  );
  return recommendDisposition(given, settings).map((option, index) => {
    const destination = option.destinationId === undefined ? undefined : destinations.get(option.destinationId);
    const grounds = groundsOf(option, given);
    return {
      ...{ option: option.option, value: option.value, parts: option.parts },
      ...(destination && {
        destination: { destinationId: destination.destinationId, title: destination.title, kind: destination.kind },
      }),
      ...(option.storeId !== undefined && {
        storeId: option.storeId as Id<"sto">,
        storeName: stores.get(option.storeId) ?? option.storeId,
      }),
      ...(option.chance !== undefined && { chance: option.chance }),
      because: [
        ...option.because.map(({ key, values }) => t(key, values)),
        ...(given.isForeign ? [t("dispositions.because.foreign")] : []),
      ],
      recommended: index === 0 && !option.needsGround && !option.isLastResort,
      ...(grounds && { grounds }),
    };
  });
}

/** Of goods that are not ours: back to whose they are, where somebody knows, or gone. */
function optionsOfStray({ belongs_to }: ItemTable, locale: Context["locale"]): Options {
  const { t } = translator(locale, "dispositions");
  const nothing = { value: 0n, parts: { resale: 0n, handling: 0n, move: 0n, decay: 0n } };
  return [
    ...(belongs_to === "shopper"
      ? [
          {
            ...{ ...nothing, option: "to_shopper" as const, recommended: true },
            because: [t("dispositions.because.to-shopper")],
          },
        ]
      : []),
    { ...nothing, option: "removed", recommended: false, because: [t("dispositions.because.removed")] },
  ];
}

/** Destroying needs a ground where no law asks for one as well: whoever does it can always say why. */
function groundsOf(
  { option, needsGround }: DispositionOption,
  { law }: DispositionCase,
): DestructionGround[] | undefined {
  if (!needsGround || option === "refurbish") return undefined;
  const { way } = dispositionMeanings[option];
  return [...((way && law.grounds[way]) ?? every)];
}
