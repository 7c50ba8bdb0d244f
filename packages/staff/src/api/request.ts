import type { Contract, ContractInput } from "@aftercare/platform/contract";

/** What a call needs of a contract: where it goes, not what it looks like. */
export type Route = Pick<Contract, "name" | "method" | "path" | "kind" | "uploads">;

export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | FormData | undefined;
}

/**
 * Places an input: fields named in the path go there, percent-encoded; of the rest, a GET or DELETE carries a query
 * string and the other methods a JSON body, or a form where the operation takes files. Fields without a value are left out.
 * @throws TypeError when a field of the path has no value
 */
export function toRequest<C extends Contract>(route: Route, input: ContractInput<C>): WireRequest {
  const rest = new Map(Object.entries(input as Record<string, unknown>).filter(([, value]) => value !== undefined));
  const path = route.path.replaceAll(/:([A-Za-z]+)/g, (_, field: string) => {
    const value = rest.get(field);
    if (value === undefined || value === "") throw new TypeError(`${route.name} needs a value for "${field}"`);
    rest.delete(field);
    return encodeURIComponent(String(value));
  });
  if (route.uploads) {
    const form = new FormData();
    for (const [field, value] of rest) form.set(field, value instanceof Blob ? value : String(value));
    return { method: route.method, url: path, body: form };
  }
  if (route.method === "POST" || route.method === "PUT") {
    return { method: route.method, url: path, body: JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = new URLSearchParams([...rest].map(([field, value]) => [field, String(value)])).toString();
  return { method: route.method, url: query === "" ? path : `${path}?${query}`, body: undefined };
}

/** Where a browser itself can read an operation that answers a file: the address of a picture or a document. */
export function addressOf<C extends Contract>(contract: C, input: ContractInput<C>): string {
  return toRequest(contract, input).url;
}
