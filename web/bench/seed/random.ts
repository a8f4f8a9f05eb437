/** Knuth's constants for 64 bits, from MMIX. */
const FACTOR = 6364136223846793005n;
const STEP = 1442695040888963407n;

/** Numbers that look like chance and are the same in every run: a linear congruential generator. */
export class Random {
  private state: bigint;

  constructor(seed: number) {
    this.state = BigInt(seed);
    // The first number says too much of a small seed.
    this.next();
  }

  /** From 0 to just under 1. */
  next(): number {
    this.state = BigInt.asUintN(64, this.state * FACTOR + STEP);
    // The lower bits go round too soon.
    return Number(this.state >> 32n) / 2 ** 32;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  isChance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    const item = from[this.below(from.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}
