// Imports a customer's data after the sign-in, and ends with one JSON line. Checked by: aisdesk certify --start "node client.ts"
// (Node 22.18 and later; before, compile it with tsc). It needs no package.
const env = process.env as Record<string, string>;
const pause = Number(env.AISDESK_POLL_PAUSE) * 1000;
const patience = 5; // answers that may be lost one after the other

type Answer = { status: number; reply: string | null; retryAfter: number };

/** An import that did not succeed; the message is for the user. */
class Failed extends Error {
  state: string;
  constructor(message: string, state: string = 'failed') {
    super(message);
    this.state = state;
  }
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Returns the reply, or null where the answer is none or was cut off; status 0 is no answer at all. */
async function call(method: string, path: string, form?: Record<string, string>): Promise<Answer> {
  try {
    const response = await fetch(env.AISDESK_API_URL + path, {
      method,
      headers: { 'X-Api-Key': env.AISDESK_API_KEY },
      body: form && new URLSearchParams(form),
      signal: AbortSignal.timeout(60_000),
    });
    const retryAfter = Number(response.headers.get('Retry-After') ?? 0) * 1000;
    const text = await response.text().catch(() => '');
    const whole = /<reply[\s>]/.test(text) && text.trimEnd().endsWith('</reply>');
    return { status: response.status, reply: whole ? text : null, retryAfter };
  } catch {
    return { status: 0, reply: null, retryAfter: 0 };
  }
}

/** The value of an attribute of the first element of a name; a real program uses an XML parser. */
function attribute(xml: string, element: string, name: string): string | undefined {
  return new RegExp(`<${element}\\s[^>]*?\\b${name}="([^"]*)"`).exec(xml)?.[1];
}

function text(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
}

/** What an exception says, in the customer's language where there is one. */
function said(xml: string): string {
  const name = attribute(xml, 'exception', 'name');
  const message = text(xml, 'friendlyMessage') ?? text(xml, 'message') ?? text(xml, 'comment') ?? 'no cause was given';
  return name ? `${message} (${name})` : message;
}

/** Sends the default import, once: what is not known to have failed may have begun. */
async function start(): Promise<string> {
  const { status, reply } = await call('POST', '/v1/command/default-import.xml', {
    sessionId: env.AISDESK_SESSION_ID,
    sessionIdSignature: env.AISDESK_SESSION_ID_SIGNATURE,
    since: env.AISDESK_SINCE,
  });
  if (reply === null) throw new Failed('We do not know whether the bank began. Please sign in again.');
  if (status !== 202) throw new Failed("The bank's data could not be asked for: " + said(reply));
  if ((attribute(reply, 'reply', 'ownerExternalId') ?? env.AISDESK_OWNER) !== env.AISDESK_OWNER) {
    throw new Failed('The session belongs to somebody else. Nothing was imported.');
  }
  return attribute(reply, 'command', 'id')!;
}

/** Asks until the command has ended, and returns the final reply. */
async function poll(command: string): Promise<string> {
  const deadline = Date.now() + 90_000;
  let lost = 0;
  while (Date.now() < deadline) {
    await sleep(pause);
    const { status, reply, retryAfter } = await call('GET', `/v1/command/${command}.xml`);
    if (reply === null || status === 429 || status >= 500) { // for a while
      if (++lost > patience) throw new Failed("The bank's answer cannot be read. Please try again later.");
      await sleep(Math.max(0, retryAfter - pause));
      continue;
    }
    lost = 0;
    if (status !== 200) throw new Failed('The import cannot be followed: ' + said(reply));
    const state = attribute(reply, 'command', 'state');
    if (state === 'successful') return reply;
    if (state === 'error' || state === 'fatal') throw new Failed('The bank did not give the data: ' + said(reply), state);
  }
  throw new Failed('The bank takes too long. The import may be continued later.');
}

async function main(): Promise<void> {
  const result = { owner: env.AISDESK_OWNER, state: 'successful', rows: 0, message: '' };
  try {
    const reply = await poll(await start());
    result.rows = reply.split('<moneyTransaction>').length - 1;
    if (reply.includes('partialDueToTimeout="true"')) {
      result.message = 'The history is incomplete: the bank cut it short.';
    } else if (!/<(account|creditCard)[\s>]/.test(reply)) {
      result.message = 'There is no account.';
    }
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    result.state = error.state;
    result.message = error.message;
  }
  console.log(JSON.stringify(result));
}

main();
