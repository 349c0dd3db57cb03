// What the page shows. Everything visible comes from the words of the chosen language and from a state; text
// goes in as text, never as markup.
import { render as renderNext } from '/next.js';

const $ = (id) => document.getElementById(id);

let words = {};
let chosen = 'en';
let state = { view: 'loading' };

export async function loadWords() { words = await (await fetch('/words.json')).json(); }

export const language = () => chosen;

export const known = (l) => Object.hasOwn(words, l);
export const word = (key) => words[chosen]?.[key] ?? words.en?.[key] ?? '';

export function setLanguage(l) {
  chosen = known(l) ? l : 'en';
  document.documentElement.lang = chosen;
  $('language').value = chosen;
  for (const e of document.querySelectorAll('[data-word]')) e.textContent = word(e.dataset.word);
  for (const e of document.querySelectorAll('[data-label]')) e.setAttribute('aria-label', word(e.dataset.label));
  render();
}

export function show(change) {
  const before = state.view;
  state = { ...state, ...change };
  render();
  if (state.view !== before && !['loading', 'signIn'].includes(state.view)) $('resultTitle').focus();
}

export const shown = () => state.view;

// view: [title, text, mark, whether to say that the tab can be closed]
const results = {
  done: ['doneTitle', 'doneText', 'good', true],
  otherTab: ['otherTabTitle', 'otherTabText', 'good', true],
  error: ['errorTitle', 'errorText', 'bad', false],
  timedOut: ['timedOutTitle', 'timedOutText', 'info', true],
  cancelled: ['cancelledTitle', 'cancelledText', 'info', true],
  waiting: ['waitingTitle', 'waitingText', 'info', false],
  noToken: ['noTokenTitle', 'noTokenText', 'info', false],
  noWidget: ['scriptTitle', 'scriptText', 'bad', false],
  lost: ['lostTitle', 'lostText', 'bad', false],
  handOver: ['handOverTitle', 'handOverText', 'bad', false],
  closed: ['closedTitle', 'closedText', 'info', true],
};

// After the sign-in: the intake's state -> [words, step that is current, whether a bar is shown]
const imports = {
  'signed in': ['importing', 2, true],
  importing: ['importing', 2, true],
  saving: ['importing', 2, true],
  done: ['imported', 4, false],
  failed: ['importFailed', 2, false],
  cancelled: ['importCancelled', 2, false],
};

function render() {
  const result = results[state.view];
  $('loading').hidden = state.view !== 'loading';
  $('kontomatik').hidden = state.view !== 'signIn';
  $('result').hidden = !result;
  if (result) {
    $('resultTitle').textContent = word(result[0]);
    put('resultText', state.auto && state.view === 'done' ? word('doneAuto') : word(result[1]));
    $('mark').className = 'mark ' + result[2];
    const asking = renderNext(state, state.view === 'done' && state.ask && state.import === 'done', word, put) || willAsk();
    $('resultClose').textContent = result[3] && !asking ? word('canClose') : '';
    $('resultClose').hidden = !result[3] || asking;
  }
  $('language').disabled = state.atBank === true && state.view === 'signIn'; // the widget would begin again
  $('retry').hidden = state.view !== 'noWidget';
  document.body.dataset.view = state.view === 'noToken' ? 'stranger' : result && !['noWidget', 'waiting'].includes(state.view) ? 'ended' : 'open';
  document.querySelector('.lead').hidden = state.view === 'waiting'; // what it tells to do is done
  document.title = (result ? word(result[0]) + ' – ' : '') + word('brand');
  renderImport();
  renderPairing();
  renderHint(state.hint && state.view === 'signIn' ? ['hintTitle', 'hintPopups', 'hintStorage', 'hintBlockers', 'retry'].map(word) : []);
}

// willAsk reports whether a question comes once the data has arrived: the tab is not to be closed before.
const willAsk = () => state.view === 'done' && state.ask && !['done', 'failed', 'cancelled'].includes(state.import);

function renderImport() {
  const after = ['done', 'otherTab'].includes(state.view) && !state.auto;
  const [key, at, bar] = (after && imports[state.import]) || ['', 0, false];
  $('progress').hidden = !key;
  $('bar').hidden = !bar;
  if (state.progress > 0) $('bar').value = state.progress; else $('bar').removeAttribute('value');
  $('bar').setAttribute('aria-label', word('step2'));
  put('progressText', key ? word(willAsk() ? 'importingAsk' : key) : '');
  const signedIn = ['done', 'otherTab'].includes(state.view);
  const step = signedIn ? at || (state.auto ? 4 : 2) : 1;
  const broken = signedIn ? ['failed', 'cancelled'].includes(state.import) : ['error', 'handOver'].includes(state.view);
  for (let n = 1; n <= 3; n++) {
    const li = $('step' + n);
    li.className = n < step ? 'past' : n === step && broken ? 'broken' : '';
    if (n === step && !broken) li.setAttribute('aria-current', 'step'); else li.removeAttribute('aria-current');
  }
}

function renderPairing() {
  $('pairing').hidden = !state.code;
  $('code').textContent = state.code || '';
  put('codeHelp', word(state.confirm ? 'codeTell' : 'codeHelp'));
  $('second').hidden = !state.second;
  put('second', state.second ? word('second') : '');
  const badge = ['sandbox', 'test'].includes(state.environment) ? word(state.environment) : '';
  $('badge').hidden = !badge;
  $('badge').textContent = badge;
}

// Live regions speak when their text changes, so equal text is not written again.
function put(id, s) { if ($(id).textContent !== s) $(id).textContent = s; }

function renderHint([title, ...lines]) {
  const box = $('hint');
  const retry = lines.pop();
  const key = title + lines.join();
  if (box.dataset.key === key) return;
  box.dataset.key = key;
  box.replaceChildren();
  box.className = title ? 'note' : '';
  if (!title) return;
  const make = (tag, s) => Object.assign(document.createElement(tag), { textContent: s });
  const list = make('ul', '');
  list.append(...lines.map((s) => make('li', s)));
  box.append(make('strong', title), list, reloader(make('button', retry)));
}

function reloader(button) {
  button.type = 'button';
  button.addEventListener('click', () => location.reload());
  return button;
}

reloader($('retry'));
