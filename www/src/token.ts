import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import type { Person } from './people';
import { Problem, serverUnreachable } from './problems';

const ROUTE = '/dev/token';

/** A credential that gets its tokens from the development server, also later, when the first one runs out. */
export async function credentialFor(person: Person): Promise<AzureCommunicationTokenCredential> {
  const token = await requestToken(person);
  return new AzureCommunicationTokenCredential({
    token,
    tokenRefresher: () => requestToken(person),
    refreshProactively: true,
  });
}

async function requestToken({ id, name }: Person): Promise<string> {
  const response = await ask({ userId: id, displayName: name, kind: 'teams' });
  if (response.status === 404) throw noTokens();
  if (!response.ok)
    throw new Problem('The server gave no token.', `It said ${response.status}. Try again in a moment.`);
  const { token } = (await response.json()) as { token: string };
  return token;
}

async function ask(body: object): Promise<Response> {
  try {
    return await fetch(ROUTE, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw serverUnreachable();
  }
}

function noTokens(): Problem {
  return new Problem(
    'This server gives no tokens to a demo page.',
    'Start offhook-server with --dev; in production your own server asks for tokens.',
  );
}
