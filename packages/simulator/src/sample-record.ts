/**
 * What the sample retailer hands over: the neutral intake format in its JSON form. Amounts are whole minor units, instants RFC
 * 3339 text in UTC. The shapes are stated here and not imported, because the platform imports the simulator; a test on the
 * platform's side holds every record against its schema.
 */
export type SampleRecord =
  | StoreRecord
  | ProductRecord
  | ShopperRecord
  | OrderRecord
  | PaymentRecord
  | ParcelRecord
  | ScanRecord
  | ReturnRecord
  | MergeRecord;

export type SampleLanguage = "en" | "de" | "nl" | "zh";
export type SampleChannel = "online" | "store" | "app" | "phone";
/** The retailer's own names of how it sends. */
export type ServiceKey = "standard" | "saver" | "express" | "evening";
export type OccasionKind = "birthday" | "wedding" | "anniversary" | "holiday" | "travel" | "other";
export type ScanStatus =
  | "label_created"
  | "in_transit"
  | "customs"
  | "delayed"
  | "buyer_action"
  | "attempt_failed"
  | "out_for_delivery"
  | "lost";
export type ScanFault = "carrier" | "consignee" | "weather";
export type PaymentMethod = "card" | "wallet" | "bank" | "invoice" | "cash" | "gift-card";

export interface StoreRecord {
  type: "store";
  id: string;
  name: string;
  region: string;
  country: string;
  timeZone: string;
}

export interface VariantRecord {
  sku: string;
  title: string;
  /** A GTIN-13 of the range for restricted circulation: it can never be a real article's. */
  barcode: string;
  /** Shelf price, tax included. */
  price: number;
  /** Purchase cost, without tax. */
  cost: number;
  weightGrams: number;
  /** Pieces that can be sold when its history ends. */
  stock: number;
}

export interface ProductRecord {
  type: "product";
  id: string;
  title: string;
  brand: string;
  category: string;
  attributes: Record<string, string>;
  currency: "EUR";
  variants: VariantRecord[];
}

export interface ShopperRecord {
  type: "shopper";
  id: string;
  kind: "account" | "guest";
  registeredAt?: string;
  country: string;
  language: SampleLanguage;
  name: string;
  email: string;
  postCode: string;
  phone?: string;
  /** Over which ways they asked for offers. */
  marketing?: "email"[];
}

export interface OrderLineRecord {
  sku: string;
  title: string;
  quantity: number;
  amount: number;
  discount?: number;
  tax: number;
}

export interface ContactRecord {
  name: string;
  email: string;
  postCode: string;
  country: string;
  language: SampleLanguage;
}

export interface OrderRecord {
  type: "order";
  id: string;
  at: string;
  shopper?: string;
  channel: SampleChannel;
  store?: string;
  currency: "EUR";
  lines: OrderLineRecord[];
  discount?: number;
  shipping?: number;
  delivery?: {
    service: ServiceKey;
    origin: string;
    country: string;
    postCode: string;
    /** Days. */
    promised: { earliest: string; latest: string };
    occasion?: { kind: OccasionKind; on: string };
  };
  contact?: ContactRecord;
}

export interface PaymentRecord {
  type: "payment";
  id: string;
  order: string;
  at: string;
  method: PaymentMethod;
  amount: number;
}

export interface ParcelRecord {
  type: "parcel";
  id: string;
  order: string;
  carrier: string;
  trackingNumber: string;
  service: ServiceKey;
  country: string;
  shippedAt: string;
  deliveredAt?: string;
}

export interface ScanRecord {
  type: "scan";
  id: string;
  /** Absent for what comes back under a label that was made elsewhere. */
  parcel?: string;
  order?: string;
  carrier: string;
  trackingNumber: string;
  at: string;
  status: ScanStatus;
  code: string;
  text: string;
  place?: string;
  country?: string;
  fault?: ScanFault;
  estimatedUntil?: string;
}

export interface ReturnLineRecord {
  sku: string;
  title: string;
  quantity: number;
  amount?: number;
  reason?: string;
}

export interface ReturnRecord {
  type: "return";
  id: string;
  at: string;
  shopper?: string;
  order?: string;
  channel: SampleChannel;
  store?: string;
  currency: "EUR";
  lines: ReturnLineRecord[];
}

export interface MergeRecord {
  type: "merge";
  id: string;
  at: string;
  guest: string;
  account: string;
}
