import { conditionSchema, type Condition } from '#lib/evals/model/eval-spec.ts';
import type { MatrixAxis } from '#lib/evals/model/matrix.ts';

/** What of a matrix is shown. It stands in the address, so that it can be sent to somebody and come back to. */
export interface MatrixQuery {
  readonly axis: MatrixAxis;
  /** Undefined: all of them. */
  readonly rowId?: string;
  readonly condition?: Condition;
  readonly modelId?: string;
  readonly onlyFailures: boolean;
}

type Parameters = { get(name: string): string | null };

/** Whatever an address says, something is shown: what it does not know is left out. */
export function readMatrixQuery(parameters: Parameters): MatrixQuery {
  const axis = parameters.get('axis') === 'rules' ? 'rule' : 'scenario';
  const rowId = parameters.get('row') ?? '';
  const condition = conditionSchema.safeParse(parameters.get('condition'));
  const modelId = parameters.get('model') ?? '';
  return {
    axis,
    ...(rowId ? { rowId } : {}),
    ...(condition.success ? { condition: condition.data } : {}),
    ...(modelId ? { modelId } : {}),
    onlyFailures: parameters.get('show') === 'failures',
  };
}

/** `?axis=rules&row=S02`, or nothing where all is shown. */
export function toMatrixSearch({ axis, rowId, condition, modelId, onlyFailures }: MatrixQuery): string {
  const parameters = new URLSearchParams();
  if (axis === 'rule') parameters.set('axis', 'rules');
  if (rowId) parameters.set('row', rowId);
  if (condition) parameters.set('condition', condition);
  if (modelId) parameters.set('model', modelId);
  if (onlyFailures) parameters.set('show', 'failures');
  const search = parameters.toString();
  return search ? `?${search}` : '';
}
