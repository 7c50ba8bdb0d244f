declare module "../../foundation/database/tables.ts" {
  interface Tables {
    store_stock: { store_id: string; sku: string; available: number; at: Date };
  }
}
