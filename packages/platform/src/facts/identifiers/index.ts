import { idOf } from "../../foundation/ids/index.ts";

export const ShopperId = idOf("shp");
export const OrderId = idOf("ord");
export const ReturnId = idOf("ret");
export const StoreId = idOf("sto");
export const ProductId = idOf("prd");
export const VariantId = idOf("var");
export const ParcelId = idOf("pcl");
export const PaymentId = idOf("pay");
export const DecisionId = idOf("dec");
export const OfferId = idOf("ofr");
export const ModelId = idOf("mdl");

/** The TypeScript side of an identifier codec, e.g. `IdOf<typeof OrderId>`. */
export type IdOf<Codec extends ReturnType<typeof idOf<string>> | { _output: string }> = Codec extends {
  _output: infer Uuid;
}
  ? Uuid
  : never;
