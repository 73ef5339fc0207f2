type Ask = () => Promise<boolean>;

let ask: Ask | undefined;

/** Called by whoever can show the question. The returned function takes it back. */
export function answerPasswordQuestions(by: Ask): () => void {
  ask = by;
  return () => {
    if (ask === by) ask = undefined;
  };
}

/** True once the right password was typed; false when the person turned away, or there is nothing to ask with. */
export function askPassword(): Promise<boolean> {
  return ask?.() ?? Promise.resolve(false);
}
