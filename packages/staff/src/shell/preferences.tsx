import { isLocale, locales } from "@aftercare/messages/browser";
import { NativeSelect, useMantineColorScheme } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useLanguage } from "../language/index.ts";

/** Language and light or dark, for this person on this device. */
export function Preferences() {
  const { texts, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queries = useQueryClient();
  const { t } = texts;
  return (
    <div className="preferences">
      <NativeSelect
        size="xs"
        aria-label={t("common.choose-language")}
        value={texts.locale}
        data={locales.map((locale) => ({ value: locale, label: t(`common.own-language.${locale}`) }))}
        onChange={({ currentTarget: { value } }) => {
          // A problem that is on the page was worded in the former language.
          if (isLocale(value)) void choose(value).then(() => queries.resetQueries({ predicate: isFailed }));
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t("staff.scheme.label")}
        value={colorScheme}
        data={[
          { value: "auto", label: t("staff.scheme.auto") },
          { value: "light", label: t("common.light") },
          { value: "dark", label: t("common.dark") },
        ]}
        onChange={({ currentTarget: { value } }) =>
          setColorScheme(value === "light" || value === "dark" ? value : "auto")
        }
      />
    </div>
  );
}

function isFailed(query: { readonly state: { readonly status: string } }): boolean {
  return query.state.status === "error";
}
