// The sign-in frame. It reads the options from its own query, talks to the page that embeds it in
// the provider's messages, and asks the server for everything that is true.
(function () {
  'use strict';

  var el = ui.el;
  var options = parseQuery(location.search.slice(1));
  var say = words(options.locale);
  var psd2 = typeof options.psd2 === 'object' ? options.psd2 : {};
  var popup = options.isPopup === 'true' || location.pathname.indexOf('/popup/') === 0;
  // A mobile client frames the page of the pop-up: what is framed reports to its parent, whatever isPopup says.
  var embedder = window.parent !== window ? window.parent : (popup ? window.opener : null);
  var view = document.getElementById('view');
  var state = { attempt: '', targets: [], target: null, bank: null, bankTimer: 0, login: '', session: '', country: '', started: false, finished: false, consented: false };

  // parseQuery undoes the embed script's serialisation: parent[child]=v, at most five deep.
  function parseQuery(query) {
    var out = Object.create(null);
    query.split('&').forEach(function (pair) {
      if (!pair) return;
      var cut = pair.indexOf('=');
      var key, value;
      try {
        key = decodeURIComponent(cut < 0 ? pair : pair.slice(0, cut));
        value = cut < 0 ? '' : decodeURIComponent(pair.slice(cut + 1).replace(/\+/g, ' '));
      } catch (e) { return; }
      var path = key.replace(/\]/g, '').split('[').slice(0, 6);
      var at = out;
      for (var i = 0; i < path.length - 1; i++) {
        if (typeof at[path[i]] !== 'object') at[path[i]] = Object.create(null);
        at = at[path[i]];
      }
      at[path[path.length - 1]] = value;
    });
    return out;
  }

  function on(name, otherwise) {
    return options[name] === undefined ? otherwise === true : options[name] !== 'false' && options[name] !== '' && options[name] !== '0';
  }

  // --- messages to the embedding page -------------------------------------------------------

  var receiver = (function () {
    try {
      var u = new URL(options.widgetEmbeddedUrl);
      if (u.protocol === 'http:' || u.protocol === 'https:') return u.origin;
    } catch (e) { /* no address given: as the provider's widget does */ }
    return '*';
  })();

  function tell(message) {
    if (embedder) embedder.postMessage({ kontomatik: message }, receiver);
  }

  var unloaded = false;
  function tellUnloaded() {
    if (!unloaded) tell({ application: { state: 'unloaded' } });
    unloaded = true;
  }

  function tellError(refusal) {
    tell({ error: { cause: refusal.name, target: state.target ? state.target.name : '', sessionId: state.session, message: refusal.message } });
  }

  var lastHeight = 0;
  function tellSize() {
    var height = Math.ceil(document.getElementById('widget').getBoundingClientRect().height);
    if (height === lastHeight) return;
    lastHeight = height;
    tell({ widgetSize: { height: height } });
  }

  // --- options --------------------------------------------------------------------------------

  var COLOURS = ['alertErrorBgColor', 'alertErrorBorderColor', 'alertErrorTextColor', 'bodyBgColor', 'btnBgColor', 'btnBorderColor',
    'btnTextColor', 'btnPrimaryBgColor', 'btnPrimaryBorderColor', 'btnPrimaryTextColor', 'inputBgColor', 'inputBorderColor', 'inputTextColor',
    'inputDisabledTextColor', 'inputBorderFocusColor', 'menuHighlightBgColor', 'textColor'];

  function applyStyles(styles) {
    if (!styles || typeof styles !== 'object') return;
    var root = document.documentElement.style;
    COLOURS.forEach(function (name) {
      var value = String(styles[name] || '');
      if (/^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value) || /^[a-z]{3,24}$/i.test(value)) {
        root.setProperty('--' + name, value);
      }
    });
    if (/^\d{1,2}$/.test(styles.borderRadius || '')) root.setProperty('--radius', styles.borderRadius + 'px');
  }

  // --- views ----------------------------------------------------------------------------------

  function show(name, step, back) {
    var box = document.getElementById('widget');
    box.setAttribute('data-view', name);
    var dots = document.getElementById('steps').children;
    for (var i = 0; i < dots.length; i++) dots[i].className = i < step ? 'past' : i === step ? 'now' : '';
    var button = document.getElementById('back');
    button.hidden = !back;
    button.onclick = back || null;
    ui.clear(view);
    for (var n = 3; n < arguments.length; n++) if (arguments[n]) view.appendChild(arguments[n]);
    var first = view.querySelector('[autofocus]');
    var head = view.querySelector('h1');
    document.title = head ? head.textContent : say('choose');
    if (first && document.hasFocus()) first.focus({ preventScroll: true });
    view.scrollTop = 0;
    tellSize();
  }

  function alertBox(text) {
    return text ? el('p', { 'class': 'alert', role: 'alert', test: 'error' }, ui.icon('alert', 18), el('span', null, text)) : null;
  }

  // complain shows one message above the form of the view that is on screen, and keeps the view.
  function complain(text) {
    var old = view.querySelector('[data-test=error]');
    if (old) old.remove();
    view.insertBefore(alertBox(text), view.querySelector('form'));
    tellSize();
  }

  function working() {
    show('working', 0, null, el('div', { 'class': 'centre' }, el('div', { 'class': 'spinner', role: 'status', 'aria-label': say('working') })));
  }

  var HUES = ['#0f766e', '#1d4ed8', '#7c3aed', '#be185d', '#b45309', '#15803d', '#0369a1', '#a21caf'];

  // badge is a bank's mark: its initial on a colour of its own.
  function badge(target) {
    var sum = 0;
    for (var i = 0; i < target.institution.length; i++) sum = (sum * 31 + target.institution.charCodeAt(i) * 7) % 9973;
    var mark = el('span', { 'class': 'badge', 'aria-hidden': 'true' }, (target.officialName || target.name).slice(0, 1).toUpperCase());
    mark.style.backgroundColor = HUES[sum % HUES.length];
    return mark;
  }

  function regionName(code) {
    try {
      return new Intl.DisplayNames([say.tag], { type: 'region' }).of(code.toUpperCase());
    } catch (e) {
      return code.toUpperCase();
    }
  }

  function fold(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/ł/g, 'l');
  }

  // --- 1: the bank ------------------------------------------------------------------------------

  function bankView() {
    stopBank();
    state.target = null;
    var countries = [];
    state.targets.forEach(function (t) { if (countries.indexOf(t.country) < 0) countries.push(t.country); });
    countries.sort(function (a, b) { return regionName(a).localeCompare(regionName(b), say.tag); });
    var list = el('ul', { id: 'banks', test: 'bank-list', 'aria-label': say('choose') });
    var count = el('p', { 'class': 'unseen', role: 'status', test: 'bank-count' });
    var search = el('input', { id: 'search', type: 'search', test: 'bank-search', autocomplete: 'off', spellcheck: 'false', placeholder: say('search'), 'aria-label': say('search'), 'aria-controls': 'banks', autofocus: true,
      oninput: function () { fill(); }, onkeydown: searchKeys });
    var select = countries.length > 1 ? countrySelect(countries, function () { fill(); }) : null;

    function fill() {
      var want = fold(search.value.trim());
      var hits = state.targets.filter(function (t) {
        return (!state.country || t.country === state.country) && fold(t.officialName + ' ' + t.name).indexOf(want) >= 0;
      });
      ui.clear(list);
      hits.forEach(function (t) { list.appendChild(el('li', null, bankButton(t, countries.length > 1))); });
      if (!hits.length) list.appendChild(el('li', { 'class': 'none', test: 'bank-none' }, say('noBank')));
      count.textContent = hits.length ? say('found', { n: hits.length }) : say('noBank');
      tellSize();
    }

    list.addEventListener('keydown', listKeys);
    fill();
    show('bank', 0, null, el('h1', null, say('choose')),
      el('div', { 'class': 'filter' }, el('label', { 'class': 'search' }, ui.icon('search', 18), search), select), count, list,
      on('showTargetMissingOption') || on('showTargetMissingForm') ? el('button', { 'class': 'link', type: 'button', test: 'bank-missing', onclick: missingView }, say('missing')) : null);
  }

  function countrySelect(countries, changed) {
    var select = el('select', { id: 'country', test: 'country', 'aria-label': say('country'), onchange: function () { state.country = select.value; changed(); } },
      el('option', { value: '' }, say('allCountries')));
    countries.forEach(function (c) { select.appendChild(el('option', { value: c }, regionName(c))); });
    select.value = state.country;
    return select;
  }

  function bankButton(t, withCountry) {
    return el('button', { 'class': 'bank', type: 'button', id: 'bank-' + t.name, test: 'bank-option-' + t.name, onclick: function () { choose(t); } },
      on('showFavicons', false) ? badge(t) : null,
      el('span', { 'class': 'bank-name' }, t.officialName, withCountry ? el('small', null, regionName(t.country)) : null),
      twin(t) && t.psd2 ? el('span', { 'class': 'beta' }, 'PSD2') : null,
      t.beta && on('showBetaQualityLabels', true) ? el('span', { 'class': 'beta' }, say('beta')) : null, ui.icon('next', 18));
  }

  // twin tells whether the list holds another entry of the same name, so that the two can be told apart.
  function twin(t) {
    return state.targets.some(function (o) { return o !== t && o.officialName === t.officialName && o.country === t.country; });
  }

  function searchKeys(event) {
    var first = view.querySelector('button.bank');
    if (event.key === 'ArrowDown' && first) { event.preventDefault(); first.focus(); }
    if (event.key === 'Enter' && first) { event.preventDefault(); first.click(); }
    if (event.key === 'Escape' && event.target.value) { event.target.value = ''; event.target.dispatchEvent(new Event('input')); }
  }

  function listKeys(event) {
    var all = [].slice.call(view.querySelectorAll('button.bank'));
    var at = all.indexOf(document.activeElement);
    var to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    if (to < 0) view.querySelector('#search').focus();
    else if (all[to]) all[to].focus();
  }

  function choose(target) {
    state.target = target;
    tell({ targetSelected: { name: target.name, officialName: target.officialName } });
    state.session = '';
    if (state.consented) enter(); else consentView();
  }

  // enter opens a session at the chosen bank: it asks for the login here, or on its own page.
  function enter() {
    var target = state.target;
    working();
    ui.post('/signin/api/choose', { attempt: state.attempt, target: target.name }).then(function (r) {
      if (state.target !== target) return;
      if (r.refusal) { tellError(r.refusal); return failedView(r.refusal); }
      state.session = r.sessionId;
      if (r.window) openBank(r.window); else credentialsView();
    });
  }

  // againView is where the customer tries again: the form, or the way to the bank's own page.
  function againView(message) {
    if (state.target.loginAtBank) ownPageView(message); else credentialsView(message);
  }

  function missingView() {
    var name = el('input', { id: 'missing-name', test: 'missing-name', type: 'text', required: true, maxlength: 100, autofocus: true });
    var address = el('input', { id: 'missing-address', test: 'missing-address', type: 'text', inputmode: 'url', maxlength: 200, placeholder: 'https://' });
    show('missing', 0, bankView, el('h1', null, say('missingTitle')),
      el('form', { novalidate: true, onsubmit: function (event) {
        event.preventDefault();
        if (!name.value.trim()) return name.focus();
        tell({ unsupportedTarget: { target: name.value.trim(), country: state.country || options.country || '', address: address.value.trim() } });
        show('missing-done', 0, bankView, el('div', { 'class': 'centre' }, el('div', { 'class': 'ok' }, ui.icon('check', 36)), el('p', { test: 'missing-done' }, say('missingDone'))));
      } }, el('label', { 'for': 'missing-name' }, say('missingName')), name, el('label', { 'for': 'missing-address' }, say('missingAddress')), address,
      el('button', { 'class': 'primary', type: 'submit', test: 'missing-send' }, say('send'))));
  }

  // --- 2: the consents ----------------------------------------------------------------------------

  function consentView() {
    var repeated = state.target.multiple && (mode() === 'MULTIPLE' || mode() === 'MIXED');
    var next = el('button', { 'class': 'primary', id: 'consent-continue', type: 'submit', test: 'consent-continue', disabled: true }, say('next'));
    function box(id, text, focus) {
      return el('label', { 'class': 'tick' }, el('input', { type: 'checkbox', id: id, test: id, autofocus: focus,
        onchange: function () { next.disabled = view.querySelectorAll('.tick input:not(:checked)').length > 0; } }), el('span', null, text));
    }
    var details = el('details', null, el('summary', { test: 'consent-more' }, say('consentMore')),
      say('consentList').split('|').reduce(function (ul, item) { ul.appendChild(el('li', null, item)); return ul; }, el('ul', null)));
    details.addEventListener('toggle', tellSize);
    show('consent', 1, bankView, bankHead(), el('h1', null, say('consents')), el('p', { 'class': 'lead' }, say('consentLead', { bank: state.target.officialName })),
      el('form', { test: 'consent-list', onsubmit: function (event) { event.preventDefault(); state.consented = true; enter(); } },
        box('consent-terms', say(repeated ? 'consentTermsRepeated' : 'consentTerms'), true),
        box('consent-transfer', say('consentTransfer', { client: String(options.clientIdentity || options.client || '').replace(/\.$/, '') })),
        /^\d{1,3}$/.test(options.autoImport || '') ? el('p', { 'class': 'note', test: 'history' }, say('history', { n: options.autoImport })) : null, details, next));
  }

  function mode() { return String(psd2.accessMode || options.accessMode || '').toUpperCase(); }

  function bankHead() {
    return el('div', { 'class': 'bank-head' }, badge(state.target), el('span', { test: 'bank-chosen' }, state.target.officialName));
  }

  // --- 3: login and password ------------------------------------------------------------------------

  function credentialsView(message) {
    var t = state.target;
    var login = el('input', { id: 'login', test: 'login', name: 'username', type: 'text', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 100, value: state.login, autofocus: true });
    var password = el('input', { id: 'password', test: 'password', name: 'password', type: 'password', autocomplete: 'current-password', maxlength: 100 });
    var eye = el('button', { 'class': 'eye', type: 'button', test: 'password-show', 'aria-label': say('show'), 'aria-pressed': 'false', onclick: function () {
      var hidden = password.type === 'password';
      password.type = hidden ? 'text' : 'password';
      eye.setAttribute('aria-pressed', String(hidden));
      eye.setAttribute('aria-label', say(hidden ? 'hide' : 'show'));
    } }, ui.icon('eye', 18));
    var submit = el('button', { 'class': 'primary', id: 'login-submit', type: 'submit', test: 'login-submit' }, say('signIn'));
    show('credentials', 2, consentOrBank, bankHead(), el('h1', null, say('signInTo', { bank: t.officialName })), alertBox(message),
      el('form', { novalidate: true, onsubmit: function (event) { event.preventDefault(); sendLogin(login, password, submit); } },
        el('label', { 'for': 'login' }, t.loginName || say('login')), login,
        el('label', { 'for': 'password' }, say('password')), el('div', { 'class': 'with-eye' }, password, eye),
        submit, picture(t), t.testLogin ? el('p', { 'class': 'hint', test: 'hint' }, say('test', { login: t.testLogin, password: t.testPassword })) : null));
    if (message && state.login && document.hasFocus()) password.focus();
  }

  // ownPageView leads to the page of a bank that asks for the login there.
  function ownPageView(message) {
    show('own-page', 2, consentOrBank, bankHead(), el('h1', null, say('signInTo', { bank: state.target.officialName })), alertBox(message),
      el('p', { 'class': 'lead' }, say('ownPage', { bank: state.target.officialName })),
      el('form', { onsubmit: function (event) { event.preventDefault(); enter(); } },
        el('button', { 'class': 'primary', type: 'submit', test: 'bank-go', autofocus: true }, say('bankOpen'))));
  }

  // picture shows the login page of a bank that has no PSD2 window of its own. With screenshotZoomIn the embedding page
  // gets its address to show it larger.
  function picture(t) {
    if (t.psd2 || !on('showScreenshots')) return null;
    var img = el('img', { src: '/assets/login-page.svg', alt: say('picture'), width: 320, height: 150 });
    if (!on('screenshotZoomIn')) return el('div', { 'class': 'picture', test: 'screenshot' }, img);
    return el('button', { 'class': 'picture', type: 'button', test: 'screenshot', title: say('picture'), onclick: function () { tell({ screenshot: img.src }); } }, img);
  }

  function consentOrBank() { state.consented = false; consentView(); }

  function sendLogin(login, password, submit) {
    if (submit.disabled) return;
    [[login, 'needLogin'], [password, 'needPassword']].some(function (pair) {
      var empty = pair[0].value.trim() === '';
      pair[0].setAttribute('aria-invalid', String(empty));
      if (empty) { complain(say(pair[1])); pair[0].focus(); }
      return empty;
    });
    if (!login.value.trim() || !password.value) return;
    state.login = login.value.trim();
    submit.disabled = true;
    submit.classList.add('busy');
    tell({ credentialEntered: true });
    ui.post('/signin/api/login', { attempt: state.attempt, target: state.target.name, login: state.login, password: password.value }).then(function (r) {
      if (r.refusal) return refused(r.refusal);
      if (!r.window) return look();
      openBank(r.window);
    });
  }

  // refused keeps the frame: the customer reads why and goes on from the form, or starts again.
  function refused(refusal) {
    letGo();
    tellError(refusal);
    if (refusal.retry && state.target) return againView(say.error(refusal));
    failedView(refusal);
  }

  function failedView(refusal) {
    show('failed', 3, null, el('div', { 'class': 'centre' }, el('div', { 'class': 'bad' }, ui.icon('alert', 36)), el('h1', null, say('failed')),
      el('p', { role: 'alert', test: 'error' }, say.error(refusal)), el('p', { 'class': 'code', test: 'error-name' }, refusal.name),
      el('button', { 'class': 'primary', type: 'button', test: 'again', onclick: begin, autofocus: true }, say('again'))));
  }

  // --- 4: the bank's window ---------------------------------------------------------------------------

  // onlyWindow tells whether the sandbox's own redirection page embeds the frame: there everything happens in one window.
  function onlyWindow() {
    try {
      return !popup && window.parent !== window && window.parent.location.origin === location.origin && window.parent.location.pathname.indexOf('/redirection/') === 0;
    } catch (e) { return false; }
  }

  function openBank(id) {
    var url = '/bank/#' + encodeURIComponent(id);
    if (onlyWindow()) return window.parent.location.assign(url);
    var features = 'popup,width=480,height=720,left=' + Math.max(0, Math.round((screen.availWidth - 480) / 2)) + ',top=' + Math.max(0, Math.round((screen.availHeight - 720) / 2));
    function open() {
      if (state.bank && !state.bank.closed) return state.bank.focus();
      state.bank = window.open(url, '_blank', features);
      if (state.bank) { waiting(); wait(); } else blocked();
    }
    function waiting() {
      waitView(say('bankLead', { bank: state.target.officialName }), say('bankAgain'), open, id);
    }
    function blocked() {
      waitView(say('bankBlocked'), say('bankOpen'), open, id);
    }
    open();
  }

  function waitView(text, button, open, id) {
    show('bank-window', 3, null, bankHead(), el('div', { 'class': 'centre' }, el('div', { 'class': 'ring' }, ui.icon('window', 30)), el('h1', null, say('bankTitle')),
      el('p', { role: 'status', 'class': 'lead' }, text),
      el('button', { 'class': 'primary', type: 'button', test: 'bank-open', onclick: open, autofocus: true }, button),
      el('button', { type: 'button', test: 'bank-cancel', onclick: function () {
        stopBank();
        ui.post('/bank/api/cancel', { window: id }).then(function () { againView(); });
      } }, say('cancel'))));
  }

  // wait asks how the bank's window is doing. The window also says so itself, because the timers of a hidden page are slow.
  function wait() {
    clearInterval(state.bankTimer);
    state.bankTimer = setInterval(look, 700);
  }

  // letGo stops watching the bank's window. One that ended by itself says so and closes by itself.
  function letGo() {
    clearInterval(state.bankTimer);
    state.bankTimer = 0;
    state.bank = null;
  }

  function stopBank() {
    if (state.bank && !state.bank.closed) state.bank.close();
    letGo();
  }

  var looking = false;
  function look() {
    if (looking || state.finished) return;
    looking = true;
    var gone = state.bank && state.bank.closed;
    ui.post('/signin/api/status', { attempt: state.attempt }).then(function (r) {
      looking = false;
      if (state.finished) return;
      if (r.signedIn) return finished(r.signedIn);
      if (r.refusal && r.refusal.name === 'IO') return;
      if (r.refusal) return refused(r.refusal);
      if (r.cancelled) { letGo(); return againView(say('cancelled')); }
      if (gone) { letGo(); againView(say('closed')); }
    });
  }

  window.addEventListener('message', function (event) {
    if (event.origin === location.origin && event.data && event.data.bankWindow && state.bank) look();
  });
  document.addEventListener('visibilitychange', function () { if (state.bank) look(); });
  window.addEventListener('focus', function () { if (state.bank) look(); });

  // --- 5: done ------------------------------------------------------------------------------------------

  function finished(signedIn) {
    state.finished = true;
    letGo();
    show('done', 4, null, el('div', { 'class': 'centre' }, el('div', { 'class': 'ok' }, ui.icon('check', 36)), el('h1', null, say('doneTitle')),
      el('p', { role: 'status', test: 'done', 'class': 'lead' }, say('done'))));
    tell({ signedIn: signedIn });
    if (popup) setTimeout(function () { tellUnloaded(); window.close(); }, 1500);
  }

  // --- start --------------------------------------------------------------------------------------------

  function begin() {
    stopBank();
    working();
    var asked = String(options.country || '').toLowerCase();
    ui.post('/signin/api/begin', {
      client: options.client || '', ownerExternalId: options.ownerExternalId || '', country: asked, locale: options.locale || '',
      embeddedUrl: options.widgetEmbeddedUrl || '',
      psd2: { accessMode: mode(), maxImportDate: psd2.maxImportDate || options.maxImportDate || '', forceSca: (psd2.forceSca || options.forceSca) === 'true' }
    }).then(function (r) {
      if (r.refusal) {
        tellError(r.refusal);
        return failedView(r.refusal);
      }
      state.attempt = r.attempt;
      state.session = '';
      state.targets = r.targets;
      if (!state.started) tell({ started: true });
      state.started = true;
      var wanted = state.targets.filter(function (t) { return t.name === options.target; })[0];
      if (!wanted && on('showDefaultTarget')) wanted = state.targets[0];
      if (wanted) choose(wanted); else bankView();
    });
  }

  document.documentElement.lang = say.tag;
  document.title = say('choose');
  document.getElementById('foot-text').textContent = say('foot');
  document.getElementById('back').setAttribute('aria-label', say('back'));
  document.getElementById('back').appendChild(ui.icon('back', 20));
  document.getElementById('lock').appendChild(ui.icon('lock', 18));
  document.documentElement.classList.toggle('dynamic', on('dynamicHeight'));
  document.documentElement.classList.toggle('wide', on('layout'));
  document.documentElement.classList.toggle('popup', popup);
  applyStyles(options.styles);
  if (window.ResizeObserver) new ResizeObserver(tellSize).observe(document.getElementById('widget'));
  // A popup that closes is heard only if it speaks before; a phone's browser knows pagehide alone.
  window.addEventListener('beforeunload', tellUnloaded);
  window.addEventListener('pagehide', function () { stopBank(); tellUnloaded(); });
  tell({ application: { state: 'widgetInitialized' } });
  begin();
})();
