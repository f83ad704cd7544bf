/** Italian and English ways of saying that a file comes along. */
const mentions =
  /\b(?:in allegato|allegat[oaie]|allego|alleghiamo|ti allego|vi allego|come da allegato|attached|attachment|i attach|please find enclosed|enclosed)\b/i

/** Whether the words promise a file. What is quoted does not count: it is not the writer's promise. */
export function promisesAttachment(subject: string, text: string): boolean {
  const own = text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
  return mentions.test(own) || mentions.test(subject.replace(/^(?:re|r|fwd?|i|inoltro)\s*:.*/i, ''))
}
