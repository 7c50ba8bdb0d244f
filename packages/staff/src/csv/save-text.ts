/** Hands a text to the browser as a file to keep. The mark at its start tells a spreadsheet that it is UTF-8. */
export function saveText(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob(["\uFEFF", text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
