/** Hosts of this machine that a repository could be fetched from, with a certificate of their own. */

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Who may vouch for hosts: its certificate is what a service is told to trust. */
export class Authority {
  private readonly folder = mkdtempSync(join(tmpdir(), 'devmentor-authority-'));
  private readonly servers: Server[] = [];
  readonly certificate = join(this.folder, 'certificate.pem');

  constructor() {
    const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'];
    const named = ['-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE'];
    const into = ['-keyout', this.key, '-out', this.certificate];
    execFileSync('openssl', [...asked, ...named, ...into], { stdio: 'pipe' });
  }

  /** Starts a host, and says its address. */
  async host(answer: Answer): Promise<string> {
    const proof = { key: readFileSync(this.key), cert: readFileSync(this.certificate) };
    const server = createServer(proof, answer);
    this.servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  end(): void {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get key(): string {
    return join(this.folder, 'key.pem');
  }
}

/** Answers with a status and nothing more. */
export const status =
  (code: number): Answer =>
  (_, response) =>
    response.writeHead(code).end();

/** Answers with a page for people. */
export const page: Answer = (_, response) => response.setHeader('content-type', 'text/html').end('<hr>');

/** Answers as git does, for the repositories beside this one; the address ends with the repository's name. */
export function git(repository: string): { answer: Answer; path: string } {
  const answer: Answer = (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'https://127.0.0.1');
    const backend = spawn('git', ['http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: dirname(repository),
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'],
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
        HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    });
    const said: Buffer[] = [];
    request.pipe(backend.stdin);
    backend.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    backend.on('close', () => pass(Buffer.concat(said), response));
  };
  return { answer, path: `/${basename(repository)}/.git` };
}

/** What a CGI program said, as an answer. */
function pass(said: Buffer, response: ServerResponse): void {
  const end = said.indexOf('\r\n\r\n');
  for (const line of said.subarray(0, end).toString().split('\r\n')) {
    const [name = '', value = ''] = line.split(/: (.*)/);
    if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.end(said.subarray(end + 4));
}
