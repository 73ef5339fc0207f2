import { createItem, createResponseId, toResponse, toTextPart, type Item } from './openai-responses-items.ts';
import { toFrame, type Finish, type Frames, type PartHead } from './wire-format.ts';

/** The events of a streamed response: one output item after another. */
export class ResponsesFrames implements Frames {
  #id = createResponseId();
  #model: string;
  #sequence = 0;
  #kind: PartHead['kind'] = 'text';
  #item: Item | undefined;
  #output: object[] = [];
  #text = '';
  #deltaHead = '';

  constructor(model: string) {
    this.#model = model;
  }

  open(): string {
    const response = toResponse({ id: this.#id, model: this.#model, output: [] });
    return this.#frame('response.created', { response }) + this.#frame('response.in_progress', { response });
  }

  begin(head: PartHead): string {
    const before = this.#end();
    const item = createItem(head);
    this.#kind = head.kind;
    this.#item = item;
    this.#text = '';
    const { delta } = eventNames[head.kind];
    this.#deltaHead =
      `event: ${delta}\ndata: {"type":"${delta}",${JSON.stringify(this.#place).slice(1, -1)},` +
      `${head.kind === 'text' ? '"logprobs":[],' : ''}"sequence_number":`;
    const added = this.#frame('response.output_item.added', {
      output_index: this.#output.length,
      item: item.added(),
    });
    return before + added + this.#part('added', '');
  }

  delta(token: string): string {
    this.#text += token;
    return `${this.#deltaHead}${this.#sequence++},"delta":${JSON.stringify(token)}}\n\n`;
  }

  close(finish: Finish): string {
    const end = this.#end();
    const response = toResponse({ id: this.#id, model: this.#model, output: this.#output, finish });
    return (
      end +
      this.#frame(finish.reason === 'length' ? 'response.incomplete' : 'response.completed', { response })
    );
  }

  failure(): string {
    return this.#frame('error', {
      code: 'server_error',
      message: 'The demo model fails as it was asked to.',
      param: null,
    });
  }

  unknown(): string {
    return this.#frame('response.dream.delta', { ...this.#place, dream: true });
  }

  /** The last item stays in place, so that what comes after the finish belongs to it. */
  #end(): string {
    if (!this.#item) return '';
    const { done, field } = eventNames[this.#kind];
    const item = this.#item.done(this.#text);
    const ended =
      this.#frame(done, { ...this.#place, [field]: this.#text }) +
      this.#part('done', this.#text) +
      this.#frame('response.output_item.done', { output_index: this.#output.length, item });
    this.#output.push(item);
    return ended;
  }

  #part(state: 'added' | 'done', text: string): string {
    if (this.#kind === 'call') return '';
    return this.#kind === 'text'
      ? this.#frame(`response.content_part.${state}`, { ...this.#place, part: toTextPart(text) })
      : this.#frame(`response.reasoning_summary_part.${state}`, {
          ...this.#place,
          part: { type: 'summary_text', text },
        });
  }

  get #place() {
    const place = { item_id: this.#item?.id, output_index: this.#output.length };
    if (this.#kind === 'text') return { ...place, content_index: 0 };
    return this.#kind === 'reasoning' ? { ...place, summary_index: 0 } : place;
  }

  #frame(type: string, data: object): string {
    return toFrame({ type, ...data, sequence_number: this.#sequence++ }, type);
  }
}

const eventNames: Record<PartHead['kind'], { delta: string; done: string; field: string }> = {
  text: { delta: 'response.output_text.delta', done: 'response.output_text.done', field: 'text' },
  reasoning: {
    delta: 'response.reasoning_summary_text.delta',
    done: 'response.reasoning_summary_text.done',
    field: 'text',
  },
  call: {
    delta: 'response.function_call_arguments.delta',
    done: 'response.function_call_arguments.done',
    field: 'arguments',
  },
};
