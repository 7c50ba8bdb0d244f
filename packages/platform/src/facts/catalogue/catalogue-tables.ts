import type { Generated } from "kysely";

declare module "../../foundation/database/tables.ts" {
  interface Tables {
    products: ProductTable;
    variants: VariantTable;
  }
}

export interface ProductTable {
  id: string;
  source: string;
  key: string;
  title: string;
  brand: string | null;
  category: string | null;
  attributes: Generated<Readonly<Record<string, string>>>;
  implicit: Generated<boolean>;
}

export interface VariantTable {
  id: string;
  product_id: string;
  source: string;
  sku: string;
  title: string | null;
  barcode: string | null;
  price: bigint | null;
  cost: bigint | null;
  currency: string | null;
  weight_grams: number | null;
  in_stock: Generated<number | null>;
  in_stock_at: Generated<Date | null>;
}
