import "./file-table.ts";

export { forgetPictures } from "./forget-pictures.ts";
export type { PictureType } from "./picture-type.ts";
export {
  deletePictures,
  type KeptPicture,
  keepPicture,
  mostPictureBytes,
  pictureTooLarge,
  readPicture,
} from "./pictures.ts";
