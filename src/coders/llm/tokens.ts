/** An estimate of tokens before a run. No two models cut text alike, so this is a count of characters, on the high side. */

/**
 * Characters a token. English news reports have 4.9 (4.3 to 5.7) with the tokenizers o200k and cl100k, replies 3.8; other
 * writing systems have fewer, so each character beyond ASCII counts double.
 */
const CHARACTERS = 4;
/** Tokens around each message. */
const FRAME = 8;
/** Reports that tell of events get about 0.5 tokens of reply a character (2.3 a token of the report), and some for its frame. */
const REPLY_SHARE = 0.5;
const REPLY_FRAME = 20;

export function tokensOf(text: string): number {
  let weight = 0;
  for (let i = 0; i < text.length; i++) weight += text.charCodeAt(i) < 128 ? 1 : 2;
  return Math.ceil(weight / CHARACTERS) + FRAME;
}

/** Tokens of the reply to a part of so many characters, for a report that is full of events. */
export function replyTokens(characters: number): number {
  return Math.ceil(characters * REPLY_SHARE) + REPLY_FRAME;
}
