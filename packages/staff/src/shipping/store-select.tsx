import { listStores } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";

interface StoreSelectProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (storeId: string | undefined) => void;
}

/** One of the retailer's stores, or none. */
export function StoreSelect({ label, value, onChange }: StoreSelectProps) {
  const { t } = useTexts();
  const { data } = useQuery(reading(listStores, {}));
  const stores = data?.items ?? [];
  return (
    <NativeSelect
      label={label}
      value={value ?? ""}
      data={[
        { value: "", label: t("common.none") },
        ...stores.map(({ storeId, name }) => ({ value: storeId, label: name })),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
    />
  );
}
