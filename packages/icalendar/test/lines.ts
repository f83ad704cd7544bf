/** The unfolded lines of a text, the blocks of time zones included. */
export function openedLines(text: string): string[] {
  return text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
}
