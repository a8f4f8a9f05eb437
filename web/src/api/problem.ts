/** What the service says when something is wrong (RFC 9457), as an error that pages can show. */

import { t } from '@/strings';

import type { Foreign } from './client';

export interface FieldProblem {
  field: string;
  detail: Foreign;
}

export interface Problem {
  /** The HTTP status; 0 when there was no answer at all. */
  status: number;
  title: Foreign;
  /** What is wrong and what to do about it. */
  detail: Foreign;
  requestId: string | null;
  fields: FieldProblem[];
}

export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** No answer: the service is stopped or the network is away. */
export const unreachable = (): ApiError =>
  new ApiError({
    status: 0,
    title: t.errors.unreachableTitle,
    detail: t.errors.unreachable,
    requestId: null,
    fields: [],
  });

/** The problem in a reply's body; replies of something in between, a proxy for one, get words of ours. */
export function problemOf(body: unknown, response: { status: number }): Problem {
  const said = isObject(body) ? body : {};
  return {
    status: response.status,
    title: textOf(said.title) ?? t.errors.statusTitle(response.status),
    detail: textOf(said.detail) ?? (response.status >= 500 ? t.errors.unreachable : t.errors.unknown),
    requestId: textOf(said.request_id),
    fields: Array.isArray(said.errors) ? said.errors.flatMap(fieldOf) : [],
  };
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return { status: 0, title: t.errors.brokenTitle, detail: t.errors.broken, requestId: null, fields: [] };
}

/** Whether what was asked for is no longer there, though its last state may still be known. */
export const isGone = ({ error }: { error: unknown }): boolean =>
  error instanceof ApiError && error.status === 404;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function fieldOf(value: unknown): FieldProblem[] {
  if (!isObject(value)) return [];
  const detail = textOf(value.detail);
  return detail ? [{ field: textOf(value.field) ?? '', detail }] : [];
}
