import { type ContractOutput, getContent } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Figure, Figures, Loaded, PageHead, Waiting } from "../ui/index.ts";
import { ContentEditor } from "./content-editor.tsx";
import { useContentWords } from "./content-words.ts";
import { RetireContent } from "./retire-content.tsx";

type Content = ContractOutput<typeof getContent>;

/** One guide: what came of it, what it says in each language, and whom it is for. */
export function ContentPage() {
  const { t } = useTexts();
  const { id } = useParams({ from: "/staff/console/content/$id" });
  const query = useQuery(reading(getContent, { contentId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("content.item")} />
          <Waiting lines={8} height={40} />
        </>
      }
    >
      {(item) => <Item item={item} />}
    </Loaded>
  );
}

/** A guide that is not there yet. */
export function NewContentPage() {
  const { t } = useTexts();
  return (
    <>
      <PageHead title={t("content.new")} lead={t("content.new-lead")} actions={<Back />} />
      <ContentEditor item={undefined} />
    </>
  );
}

function Item({ item }: { item: Content }) {
  const { t } = useTexts();
  const words = useContentWords();
  return (
    <>
      <PageHead
        title={t("content.item")}
        heading={words.title(item)}
        lead={
          <p>
            {[words.kind(item.kind), words.moment(item.moment)].join(" · ")}
            {item.retiredAt !== undefined && ` · ${t("content.is-retired")}`}
          </p>
        }
        actions={
          <>
            <Back />
            {item.retiredAt === undefined && <RetireContent item={item} />}
          </>
        }
      />
      <ResultFigures item={item} />
      {item.warnings.map((warning) => (
        <WarningNote key={warning.what} warning={warning} />
      ))}
      <ContentEditor key={item.contentId} item={item} />
    </>
  );
}

function WarningNote({ warning }: { warning: Content["warnings"][number] }) {
  const { t } = useTexts();
  const words = useContentWords();
  const listed =
    warning.what === "fits-nothing"
      ? warning.targets.map(words.target)
      : warning.languages.map((language) => t(`common.own-language.${language}`));
  return <p className="content-warning">{t(`content.warning.${warning.what}`, { listed: listed.join(", ") })}</p>;
}

function Back() {
  const { t } = useTexts();
  return (
    <Link to="/console/content" className="button-link quiet">
      {t("content.back")}
    </Link>
  );
}

/** What was seen; who opens a guide differs from who does not, and it is said so. */
function ResultFigures({ item: { results } }: { item: Content }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useContentWords();
  const { sent, found, openedShare, helpAsked, cameBack } = results;
  const [opened, unopened] = [words.cameBack(cameBack.opened), words.cameBack(cameBack.unopened)];
  return (
    <Figures>
      <Figure
        label={t("content.sent")}
        value={texts.number(sent)}
        beside={t("content.found", { count: found })}
        definition={t("content.sent-definition")}
      />
      <Figure
        label={t("content.opened")}
        value={openedShare === undefined ? "–" : texts.percent(openedShare.value)}
        beside={
          openedShare &&
          t("content.interval", { low: texts.percent(openedShare.low), high: texts.percent(openedShare.high) })
        }
        definition={t("content.opened-definition")}
      />
      <Figure label={t("content.help")} value={texts.number(helpAsked)} definition={t("content.help-definition")} />
      <Figure
        label={t("content.came-back")}
        value={opened ?? "–"}
        beside={unopened && t("content.came-back-unopened", { said: unopened })}
        definition={t("content.came-back-definition")}
      />
    </Figures>
  );
}
