import type { z } from "zod";
import { recommendMethod } from "../recommendation/index.ts";
import type { OfferedMethod } from "./return-offer.ts";
import type { MethodOption } from "./return-request.contract.ts";

/** Ways back as they are shown side by side, one of them recommended. Pure. */
export function methodOptions(methods: readonly OfferedMethod[]): z.output<typeof MethodOption>[] {
  const recommended = recommendMethod(methods);
  return methods.map(({ method, fee, way }) => ({
    ...{ method, fee, boxless: way?.boxless ?? false, recommended: method === recommended },
    ...(way?.carrier !== undefined && { carrier: way.carrier }),
    ...(way && { days: way.days }),
    ...(way?.carbon && { carbon: way.carbon }),
  }));
}
