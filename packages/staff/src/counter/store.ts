import { listStores } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { reading } from "../api/index.ts";
import { useSession } from "../session/index.ts";

const storageKey = "aftercare.store";
const listeners = new Set<() => void>();

/**
 * The store one stands in: an associate's own, which nothing can change; for others the one chosen on this device, or
 * the only one there is.
 */
export function useStore() {
  const own = useSession()?.scope.storeId;
  const stores = useQuery({ ...reading(listStores, {}), staleTime: 600_000 });
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(storageKey) ?? undefined);
  const items = stores.data?.items ?? [];
  const here =
    items.find(({ storeId }) => storeId === (own ?? chosen)) ??
    (own === undefined && items.length === 1 ? items[0] : undefined);
  return { storeId: own ?? here?.storeId, name: here?.name, stores, isOwn: own !== undefined };
}

export function chooseStore(storeId: string): void {
  localStorage.setItem(storageKey, storeId);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
