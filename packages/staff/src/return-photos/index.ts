export { ReturnPhotos } from "./return-photos.tsx";
