import { getScheme } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { useFigureWords } from "../../proof/index.ts";
import { Definition, useWording } from "../../ui/index.ts";
import { useActionNames } from "./action-names.ts";
import type { Group, Setting } from "./model-types.ts";

interface GroupTableProps {
  readonly by: "region" | "tier";
  readonly groups: readonly Group[];
  readonly setting: Setting;
}

/** How the model would treat groups of shoppers, and what it is worth to each. */
export function GroupTable({ by, groups, setting }: GroupTableProps) {
  const texts = useTexts();
  const { t } = texts;
  const words = useFigureWords(setting.currency);
  const wording = useWording();
  const nameOf = useActionNames(setting);
  const { data: tiers } = useQuery({
    ...reading(getScheme, {}),
    enabled: by === "tier",
    select: ({ scheme }) => scheme.tiers,
  });
  const called = ({ key }: Group) => {
    if (key === undefined) return t(`models.groups.${by}-unknown`);
    return by === "tier" ? wording.tier({ id: key, name: tiers?.find(({ id }) => id === key)?.name }) : key;
  };
  const mean = (figure: Group["added"]) =>
    figure === undefined ? (
      <span className="soft">{t("models.groups.few")}</span>
    ) : (
      <>
        <span>{words.money(figure.value)}</span>
        <span className="under">{words.interval(figure, words.money)}</span>
      </>
    );
  return (
    <section className="section">
      <h3>
        {t(`models.groups.${by}`)}
        <Definition of={t(`models.groups.${by}`)}>{t("models.groups.definition")}</Definition>
      </h3>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t(`models.groups.${by}-name`)}</th>
            <th scope="col" className="n">
              {t("models.rows")}
            </th>
            <th scope="col">{t("models.groups.shares")}</th>
            {["expected", "added", "realised"].map((column) => (
              <th key={column} scope="col" className="n">
                {t(`models.groups.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key ?? ""}>
              <th scope="row">{called(group)}</th>
              <td data-label={t("models.rows")} className="n">
                {texts.number(group.rows)}
              </td>
              <td data-label={t("models.groups.shares")} className="wide">
                <span>
                  {group.shares
                    .filter(({ share }) => share > 0)
                    .map(({ action, share }) =>
                      t("models.groups.share", { action: nameOf(action), share: texts.percent(share) }),
                    )
                    .join(" · ")}
                </span>
              </td>
              <td data-label={t("models.groups.expected")} className="n">
                {words.money(group.expected)}
              </td>
              <td data-label={t("models.groups.added")} className="n">
                {mean(group.added)}
              </td>
              <td data-label={t("models.groups.realised")} className="n">
                {mean(group.realised)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
