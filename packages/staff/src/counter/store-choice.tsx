import { NativeSelect } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { useFailureText } from "../ui/index.ts";
import { chooseStore, useStore } from "./store.ts";

/** Which store this is: said to an associate, chosen by everyone else. */
export function StoreChoice() {
  const { t } = useTexts();
  const failureText = useFailureText();
  const { storeId, name, stores, isOwn } = useStore();
  if (stores.isError) return <p role="alert">{failureText(stores.error)}</p>;
  if (isOwn) return name === undefined ? null : <p className="tag">{name}</p>;
  if (stores.data?.items.length === 0) return <p className="note">{t("staff.store.none")}</p>;
  return (
    <NativeSelect
      label={t("staff.store.label")}
      value={storeId ?? ""}
      disabled={stores.isPending}
      data={[
        ...(storeId === undefined ? [{ value: "", label: t("staff.store.choose") }] : []),
        ...(stores.data?.items ?? []).map((store) => ({ value: store.storeId, label: store.name })),
      ]}
      onChange={({ currentTarget: { value } }) => value !== "" && chooseStore(value)}
    />
  );
}
