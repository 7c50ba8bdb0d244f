import "./file-table.ts";

export { forgetPictures } from "./forget-pictures.ts";
export type { PictureType } from "./picture-type.ts";
export { deletePictures, type KeptPicture, keepPicture, readPicture } from "./pictures.ts";
