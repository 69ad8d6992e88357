/** Something somebody does at an instant. */
export interface Appointment {
  readonly at: Date;
  readonly act: () => Promise<void>;
}

/** What is going to happen, earliest first; at the same instant in the order in which it was written down. */
export interface Agenda {
  add(at: Date, act: () => Promise<void>): void;
  /** Takes the next appointment off the list. */
  next(): Appointment | undefined;
}

interface Entry extends Appointment {
  readonly order: number;
}

const isBefore = (one: Entry, other: Entry): boolean =>
  one.at.getTime() - other.at.getTime() < 0 || (one.at.getTime() === other.at.getTime() && one.order < other.order);

/** A binary heap: thousands of appointments are looked through every virtual day. */
export function newAgenda(): Agenda {
  const heap: Entry[] = [];
  let order = 0;
  return {
    add(at, act) {
      order += 1;
      heap.push({ at, act, order });
      rise(heap, heap.length - 1);
    },
    next() {
      const [first] = heap;
      const last = heap.pop();
      if (first === undefined || last === undefined || first === last) return first;
      heap[0] = last;
      sink(heap, 0);
      return first;
    },
  };
}

function swap(heap: Entry[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]];
  if (a === undefined || b === undefined) return;
  heap[one] = b;
  heap[other] = a;
}

function rise(heap: Entry[], from: number): void {
  for (let child = from; child > 0; ) {
    const parent = (child - 1) >> 1;
    if (!isBeforeAt(heap, child, parent)) return;
    swap(heap, child, parent);
    child = parent;
  }
}

function sink(heap: Entry[], from: number): void {
  for (let parent = from; ; ) {
    const [left, right] = [2 * parent + 1, 2 * parent + 2];
    const child = isBeforeAt(heap, right, left) ? right : left;
    if (!isBeforeAt(heap, child, parent)) return;
    swap(heap, child, parent);
    parent = child;
  }
}

function isBeforeAt(heap: readonly Entry[], one: number, other: number): boolean {
  const [a, b] = [heap[one], heap[other]];
  return a !== undefined && b !== undefined && isBefore(a, b);
}
