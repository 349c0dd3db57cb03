// The link page from its load to the customer's farewell.
import { keptToken } from '/token.js';
import { Link, Refused } from '/link.js';
import { listen } from '/next.js';
import { guardMessages, loadScript, embed } from '/widget.js';
import { language, loadWords, known, setLanguage, show, shown, word } from '/view.js';

const token = keptToken();
const link = new Link(token);
const finals = { success: 'done', error: 'error', timedOut: 'timedOut', cancelled: 'cancelled' };
let mine = false; // this tab made the sign-in
let handing = false; // it is on its way to the terminal
let embedAgain = () => {}; // shows the widget in the page's language

// What the widget calls the page's languages: it has Czech as cz.
const locales = { en: 'en', pl: 'pl', cs: 'cz', es: 'es' };

guardMessages();
addEventListener('pageshow', (e) => { if (e.persisted) location.reload(); });
document.getElementById('language').addEventListener('change', (e) => {
  setLanguage(e.target.value);
  embedAgain();
});

begin();

async function begin() {
  await loadWords();
  const browser = navigator.languages.map((l) => l.slice(0, 2)).find(known);
  setLanguage(browser);
  if (!token) return show({ view: 'noToken' });
  let config;
  try {
    config = await link.config();
  } catch (e) {
    return show({ view: e instanceof Refused ? 'noToken' : 'lost' });
  }
  if (config.language) setLanguage(config.language);
  show({ code: config.pairingCode, confirm: config.confirm, environment: config.environment, auto: config.autoImport, ask: config.askNext });
  listen(link);
  watch();
  link.event('opened');
  addEventListener('pagehide', () => link.bye());
  link.follow(status).catch(gone);
  status(config.status);
  if (shown() === 'loading') signIn(config);
}

// Breaches of the content policy and broken scripts are told to the terminal; nothing personal is in them.
function watch() {
  document.addEventListener('securitypolicyviolation', (e) => {
    link.event('violation', { detail: `${e.effectiveDirective} ${e.blockedURI}`.slice(0, 300) });
  });
  addEventListener('error', (e) => { if (e.message) link.event('pageError', { detail: e.message.slice(0, 300) }); });
  addEventListener('unhandledrejection', (e) => link.event('pageError', { detail: String(e.reason).slice(0, 300) }));
}

function status(s) {
  show({ import: s.import, progress: s.progress, second: s.readers > 1 });
  if (s.confirmed) show({ confirm: false });
  mine ||= s.mine === true;
  if (handing || ['handOver', 'done'].includes(shown())) return;
  const elsewhere = s.stage === 'cancelled' && ['signed in', 'importing', 'saving', 'done'].includes(s.import); // a session came another way
  if (elsewhere) show({ view: 'otherTab' });
  else if (s.stage === 'success') show({ view: mine ? 'done' : 'otherTab' });
  else if (finals[s.stage]) show({ view: finals[s.stage] });
  else if (s.closing) show({ view: 'closed' });
  else if (s.waiting) show({ view: 'waiting' });
}

// The terminal is gone without a last word. After a sign-in that is no news to the customer.
function gone() {
  if (['loading', 'signIn'].includes(shown()) && !handing) show({ view: 'lost' });
}

async function signIn(config) {
  const hint = setTimeout(() => {
    show({ hint: true, view: 'signIn' });
    link.event('pageError', { detail: `the widget has not started after ${config.startTimeout / 1000} s: pop-ups, third-party storage or a blocker?` });
  }, config.startTimeout);
  const trouble = (e) => {
    clearTimeout(hint);
    show({ view: 'noWidget' });
    link.event('pageError', { detail: `sign-in widget: ${e.message}`.slice(0, 300) });
  };
  try {
    await loadScript(config.script);
    if (shown() === 'loading') show({ view: 'signIn' });
    const asked = { locale: config.widget.locale, page: language() };
    const on = {
      event: (kind, data) => {
        if (kind === 'credentialEntered') show({ atBank: true });
        if (kind === 'error') show({ atBank: false });
        link.event(kind, data);
      },
      alive: () => {},
      started: () => { clearTimeout(hint); show({ hint: false }); },
      success: (s) => { clearTimeout(hint); handOver(s); },
    };
    const shownIn = () => (asked.locale && language() === asked.page ? asked.locale : locales[language()]);
    embedAgain = () => { if (shown() === 'signIn') embed({ ...config.widget, locale: shownIn() }, on, word('workLabel')); };
    embedAgain();
  } catch (e) {
    trouble(e);
  }
}

// onSuccess. The first one of this tab is handed over; an echo of it is not.
async function handOver(session) {
  if (handing || mine) return;
  handing = true;
  try {
    const stage = await link.session(session);
    mine ||= stage === 'mine';
    show({ view: mine ? 'done' : stage === 'waiting' ? 'waiting' : stage === 'success' ? 'otherTab' : finals[stage] || 'handOver' });
  } catch {
    show({ view: 'handOver' });
  }
  handing = false;
}
