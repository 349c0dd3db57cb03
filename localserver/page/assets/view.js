// What the page shows. Everything visible comes from the words of the chosen language and from a state; text
// goes in as text, never as markup.
const $ = (id) => document.getElementById(id);

let words = {};
let language = 'en';
let state = { view: 'loading' };

export async function loadWords() { words = await (await fetch('/words.json')).json(); }

export const known = (l) => Object.hasOwn(words, l);
const word = (key) => words[language]?.[key] ?? words.en?.[key] ?? '';

export function setLanguage(l) {
  language = known(l) ? l : 'en';
  document.documentElement.lang = language;
  $('language').value = language;
  for (const e of document.querySelectorAll('[data-word]')) e.textContent = word(e.dataset.word);
  for (const e of document.querySelectorAll('[data-label]')) e.setAttribute('aria-label', word(e.dataset.label));
  render();
}

export function show(change) {
  const before = state.view;
  state = { ...state, ...change };
  render();
  if (state.view !== before && !['loading', 'signIn'].includes(state.view)) $('resultTitle').focus({ preventScroll: true });
}

export const shown = () => state.view;

// view: [title, text, mark, whether to say that the tab can be closed]
const results = {
  done: ['doneTitle', 'doneText', 'good', true],
  otherTab: ['otherTabTitle', 'otherTabText', 'good', true],
  error: ['errorTitle', 'errorText', 'bad', false],
  timedOut: ['timedOutTitle', 'timedOutText', 'info', true],
  cancelled: ['cancelledTitle', 'cancelledText', 'info', true],
  noToken: ['noTokenTitle', 'noTokenText', 'info', false],
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
  $('loading').hidden = state.view !== 'loading' || !!state.trouble;
  $('kontomatik').hidden = state.view !== 'signIn';
  $('result').hidden = !result;
  if (result) {
    $('resultTitle').textContent = word(result[0]);
    put('resultText', state.auto && state.view === 'done' ? word('doneAuto') : word(result[1]));
    $('mark').className = 'mark ' + result[2];
    $('resultClose').textContent = result[3] ? word('canClose') : '';
  }
  document.title = (result ? word(result[0]) + ' – ' : '') + word('brand');
  renderImport();
  renderPairing();
  note('alert', state.trouble && { bad: true, title: word('scriptTitle'), lines: [word('scriptText')], button: word('retry') });
  note('hint', state.hint && state.view === 'signIn' && { title: word('hintTitle'), list: ['hintPopups', 'hintStorage', 'hintBlockers'].map(word), button: word('retry') });
}

function renderImport() {
  const after = ['done', 'otherTab'].includes(state.view) && !state.auto;
  const [key, at, bar] = (after && imports[state.import]) || ['', 0, false];
  $('progress').hidden = !key;
  $('bar').hidden = !bar;
  if (state.progress > 0) $('bar').value = state.progress; else $('bar').removeAttribute('value');
  $('bar').setAttribute('aria-label', word('step2'));
  put('progressText', key ? word(key) : '');
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
  const badge = ['sandbox', 'test'].includes(state.environment) ? word(state.environment) : '';
  $('badge').hidden = !badge;
  $('badge').textContent = badge;
}

// Live regions speak when their text changes, so equal text is not written again.
function put(id, s) { if ($(id).textContent !== s) $(id).textContent = s; }

function note(id, n) {
  const key = n ? JSON.stringify(n) : '';
  if ($(id).dataset.key === key) return;
  $(id).dataset.key = key;
  $(id).replaceChildren();
  if (!n) return;
  const make = (tag, s, cls) => Object.assign(document.createElement(tag), { textContent: s, className: cls || '' });
  const box = make('div', '', n.bad ? 'note bad' : 'note');
  box.append(make('strong', n.title), ...(n.lines || []).map((s) => make('p', s)));
  if (n.list) {
    const ul = make('ul', '');
    ul.append(...n.list.map((s) => make('li', s)));
    box.append(ul);
  }
  const b = make('button', n.button);
  b.type = 'button';
  b.addEventListener('click', () => location.reload());
  box.append(b);
  $(id).append(box);
}
