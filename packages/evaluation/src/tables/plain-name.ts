/** One spelling for ids and names that mean the same: " 17850.0" and "17850" are "17850", "Red" is "red". */
export function plainName(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(/^([+-]?\d+)\.0+$/, "$1");
}
