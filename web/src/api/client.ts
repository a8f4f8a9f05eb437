/** The service, typed by its own document. */

import createClient from 'openapi-fetch';

import { noteServiceTime } from '@/lib/clock';

import { ApiError, problemOf, unreachable } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

export const api = createClient<paths>({ credentials: 'same-origin' });

api.use({ onResponse: ({ response }) => noteServiceTime(response.headers.get('date')) });

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The reply's content; anything else than success becomes an `ApiError`. */
export async function ask<T>(request: Promise<Reply<T>>): Promise<T> {
  let reply: Reply<T>;
  try {
    reply = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  }
  if (!reply.response.ok) throw new ApiError(problemOf(reply.error, reply.response));
  return reply.data as T;
}
