// The way to the terminal: requests that carry the token, and one channel that brings the newest status.
import { tabName } from '/token.js';

const PATIENCE = 8000;

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export class Refused extends Error {
  constructor(status, body) {
    super(body.message || String(status));
    this.status = status;
    this.stage = body.stage || '';
  }
}

export class Link {
  #token;
  #tab = tabName();
  #queue = Promise.resolve();

  constructor(token) { this.#token = token; }

  #headers(more) { return { 'X-Aisdesk-Token': this.#token, 'X-Aisdesk-Tab': this.#tab, ...more }; }

  async #ask(path, init) {
    const answer = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE), ...init });
    if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
    return answer;
  }

  #post(path, value, more) {
    return this.#ask(path, {
      method: 'POST', headers: this.#headers({ 'Content-Type': 'application/json' }), body: JSON.stringify(value), ...more,
    });
  }

  async config() { return (await this.#ask('/config', { headers: this.#headers() })).json(); }

  // Events go one after the other, so that the terminal sees them in their order. A lost one is not missed.
  event(kind, data = {}) {
    const value = { kind, tab: this.#tab, data };
    this.#queue = this.#queue.then(() => this.#post('/event', value)).catch(() => {});
    return this.#queue;
  }

  // The last word of a page that goes away; keepalive lets it outlive the page.
  bye() { this.#post('/event', { kind: 'pagehide', tab: this.#tab }, { keepalive: true }).catch(() => {}); }

  // Hands the session over. A network failure is tried again; a refusal is final. Returns 'mine', 'waiting' where its
  // code has to be confirmed first, or the stage in which the attempt had ended before. After a failure in the middle the answer may have been lost on the way
  // back, so a success then means this one.
  async session(value) {
    await this.#queue;
    let shaky = false;
    for (let attempt = 0; ; attempt++) {
      try {
        return (await this.#post('/session', value)).status === 202 ? 'waiting' : 'mine';
      } catch (e) {
        if (e instanceof Refused && e.status === 409) return shaky && e.stage === 'success' ? 'mine' : e.stage;
        if (e instanceof Refused || attempt >= 4) throw e;
        shaky = true;
        await pause(300 * 2 ** attempt);
      }
    }
  }

  // Tells what comes after the import, and returns the address of the next sign-in's page; empty where there is none to go to.
  // Whoever works at the desk begins it first.
  async next(step, name) {
    return (await (await this.#post('/next', { step, name }, { signal: AbortSignal.timeout(4 * PATIENCE) })).json()).url;
  }

  // Calls seen with every status. Ends after the last one, and with a rejection when the terminal is gone.
  async follow(seen) {
    for (let failures = 0; failures < 6; failures++) {
      try {
        const answer = await fetch('/status', { cache: 'no-store', headers: this.#headers() });
        if (answer.status === 403) break;
        if (answer.ok && await read(answer.body, (s) => { failures = 0; seen(s); })) return;
      } catch { /* dropped: try again */ }
      await pause(Math.min(250 * 2 ** failures, 4000));
    }
    throw new Error('the terminal is gone');
  }
}

// Reads server-sent events and reports whether the last status came.
async function read(body, seen) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let buffer = ''; ;) {
    const { value, done } = await reader.read();
    if (done) return false;
    buffer += value;
    for (let end; (end = buffer.indexOf('\n\n')) >= 0; buffer = buffer.slice(end + 2)) {
      const line = buffer.slice(0, end);
      if (!line.startsWith('data: ')) continue;
      const status = JSON.parse(line.slice(6));
      seen(status);
      if (status.closing) return true;
    }
  }
}
