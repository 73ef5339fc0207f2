/**
 * A rough count without a tokenizer: four characters of ASCII make a token, any other character is one of its own. Right
 * within a third or so for prose and code in Latin script, high for others; the meter corrects it by what providers report.
 */
export function estimateTokens(text: string): number {
  let ascii = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 0x80) ascii++;
  return Math.ceil(ascii / 4) + text.length - ascii;
}
