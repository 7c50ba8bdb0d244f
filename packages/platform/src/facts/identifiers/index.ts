import { idOf } from "../../foundation/ids/index.ts";

export const ShopperId = idOf("shp");
export const OrderId = idOf("ord");
export const ReturnId = idOf("ret");
export const ReturnRequestId = idOf("rrq");
export const LabelId = idOf("lbl");
export const StoreId = idOf("sto");
export const ParcelId = idOf("pcl");
export const ScanId = idOf("scn");
export const PaymentId = idOf("pay");
export const DecisionId = idOf("dec");
export const OfferId = idOf("ofr");
export const PointsWindowId = idOf("pwn");
export const ModelId = idOf("mdl");
export const CreditEntryId = idOf("cre");
export const GiftCardId = idOf("gfc");
export const GiftCardEntryId = idOf("gce");
export const RefundId = idOf("rfd");
export const RefundLegId = idOf("rfl");
export const LedgerEntryId = idOf("jrn");
export const ReconciliationRunId = idOf("rcn");
export const DifferenceId = idOf("dif");
export const MessageId = idOf("msg");
export const ContentId = idOf("cnt");
export const ItemId = idOf("itm");
export const DestinationId = idOf("dst");
export const WithdrawalId = idOf("wdr");
export const WebhookEndpointId = idOf("whe");
export const WebhookSubscriptionId = idOf("wsb");
export const WebhookSendingId = idOf("wsn");
export const IncidentId = idOf("inc");
export const PromiseId = idOf("prm");
export const QuoteId = idOf("qte");
export const RemedyRequestId = idOf("rmq");
export const LaboratoryRunId = idOf("lab");

/** The inside of an identifier codec, e.g. `IdOf<typeof OrderId>`. */
export type IdOf<Codec extends { _output: string }> = Codec["_output"];
