/** Remembers the ids of all reports of a run in twelve bytes each, so that a repeated id is seen in an archive of any size. */
import { createHash } from "node:crypto";

export type Known = "new" | "same_text" | "other_text";

/** An open-addressed hash table of 48-bit id hashes; beside each, 32 bits of the hash of its text. */
export class KnownIds {
  #keys = new Float64Array(1024);
  #texts = new Uint32Array(1024);
  #size = 0;

  /** Adds an id with the hash of its text (hexadecimal) and says whether it was there. */
  add(id: string, textHash: string): Known {
    const key = createHash("sha256").update(id, "utf8").digest().readUIntBE(0, 6) + 1;
    const text = Number.parseInt(textHash.slice(0, 8), 16);
    const at = this.#slot(key);
    if (this.#keys[at] !== 0) return this.#texts[at] === text ? "same_text" : "other_text";
    this.#keys[at] = key;
    this.#texts[at] = text;
    if (++this.#size * 2 > this.#keys.length) this.#grow();
    return "new";
  }

  #slot(key: number): number {
    const mask = this.#keys.length - 1;
    let at = (key % 0x7fffffff) & mask;
    while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, texts] = [this.#keys, this.#texts];
    this.#keys = new Float64Array(keys.length * 2);
    this.#texts = new Uint32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === 0) continue;
      const at = this.#slot(keys[i]!);
      this.#keys[at] = keys[i]!;
      this.#texts[at] = texts[i]!;
    }
  }
}
