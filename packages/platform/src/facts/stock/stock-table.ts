declare module "../../foundation/database/tables.ts" {
  interface Tables {
    store_stock: { store_id: string; sku: string; available: number; at: Date };
    stock_reservations: StockReservationTable;
  }
}

interface StockReservationTable {
  id: string;
  purpose: string;
  shopper_id: string;
  sku: string;
  quantity: number;
  state: "open" | "taken" | "released" | "expired";
  reserved_at: Date;
  until: Date;
  ended_at: Date | null;
}

export {};
