import type { PictureType } from "./picture-type.ts";

declare module "../database/tables.ts" {
  interface Tables {
    files: FileTable;
  }
}

interface FileTable {
  id: string;
  type: PictureType;
  bytes: Buffer;
  stored_at: Date;
}
