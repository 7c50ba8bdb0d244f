declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    return_photos: ReturnPhotoTable;
  }
}

export interface ReturnPhotoTable {
  photo_id: string;
  order_id: string;
  line: number;
  shopper_id: string;
  by_shopper: boolean;
  stored_at: Date;
}
