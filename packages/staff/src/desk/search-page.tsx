import { useNavigate, useSearch } from "@tanstack/react-router";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { PurchaseList } from "../records/index.ts";
import { PageHead, SearchForm } from "../ui/index.ts";

/** The desk opens with one question: who is it about? */
export function SearchPage() {
  const { t } = useTexts();
  const { q } = useSearch({ from: "/staff/desk/" });
  const navigate = useNavigate({ from: "/desk" });
  const search = (text: string) => void navigate({ search: text === "" ? {} : { q: text } });
  useScan(search);
  return (
    <>
      <PageHead title={t("staff.desk.title")} heading={t("staff.desk.heading")} />
      <SearchForm
        large
        autoFocus
        label={t("staff.find.label")}
        placeholder={t("staff.find.placeholder")}
        query={q ?? ""}
        onSearch={search}
      />
      {q === undefined ? <p className="soft">{t("staff.desk.hint")}</p> : <PurchaseList query={q} at="desk" />}
    </>
  );
}
