// The bank's own window: login and password where the frame does not ask for them, one-time code, account choice, confirmation. Its id comes in the fragment,
// which is sent to no server, and leaves the address bar at once.
(function () {
  'use strict';

  var el = ui.el;
  var id = fragment() || (history.state && history.state.id) || '';
  history.replaceState({ id: id }, '', '/bank/');
  var say = words('en');
  var view = document.getElementById('view');
  var info = null;
  var accounts = [];
  var chosen = [];

  function fragment() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch (e) { return ''; }
  }

  function show(name) {
    view.setAttribute('data-view', name);
    ui.clear(view);
    for (var i = 1; i < arguments.length; i++) if (arguments[i]) view.appendChild(arguments[i]);
    var first = view.querySelector('[autofocus]');
    if (first) first.focus();
    window.scrollTo(0, 0);
  }

  // tellFrame wakes the frame that opened this window; the truth it asks of the server.
  function tellFrame(what) {
    if (window.opener) window.opener.postMessage({ bankWindow: what }, location.origin);
  }

  function alertBox(text) {
    return el('p', { 'class': 'alert', role: 'alert', test: 'bank-error' }, ui.icon('alert', 18), el('span', null, text));
  }

  function complain(text) {
    var old = view.querySelector('[data-test=bank-error]');
    if (old) old.remove();
    view.insertBefore(alertBox(text), view.querySelector('form'));
  }

  function steps(n) {
    var of = 1 + (info.codeNeeded ? 1 : 0) + (info.chooseNeeded ? 1 : 0);
    var at = n - (info.codeNeeded ? 0 : 1) - (n === 3 && !info.chooseNeeded ? 1 : 0);
    return of > 1 ? el('p', { 'class': 'step' }, say('step', { n: at, of: of })) : null;
  }

  function cancelButton() {
    return el('button', { type: 'button', id: 'cancel', test: 'cancel', onclick: cancel }, say('cancel'));
  }

  function cancel() {
    ui.post('/bank/api/cancel', { window: id }).then(function () { leave('cancelled', say('bankCancelled')); });
  }

  // leave ends the window: it says how it went, wakes the frame and closes.
  function leave(how, text) {
    var good = how === 'confirmed';
    show(how, el('div', { 'class': 'centre' }, el('div', { 'class': good ? 'ok' : 'off' }, ui.icon(good ? 'check' : 'alert', 36)),
      how === 'refused' ? el('h1', null, say('failed')) : null,
      el(how === 'refused' ? 'p' : 'h1', { test: 'bank-' + how }, text), el('p', { 'class': 'lead' }, say(back() ? 'bankBack' : 'bankClose')),
      el('button', { type: 'button', test: 'bank-close', onclick: gone, autofocus: true }, say(back() ? 'goOn' : 'closeWindow'))));
    tellFrame(how);
    setTimeout(gone, good ? 900 : 1500);
  }

  // back is where the customer goes on if there is no other window, as behind a redirection link.
  function back() { return info && info.back; }

  function gone() {
    if (back()) location.replace(back()); else window.close();
  }

  // refused shows why. What can be put right stays on the form; anything else ends the window.
  function refused(refusal, submit) {
    if (submit) { submit.disabled = false; submit.classList.remove('busy'); }
    if (refusal.retry && submit) return complain(say.error(refusal));
    leave('refused', say.error(refusal));
  }

  function busy(button) {
    button.disabled = true;
    button.classList.add('busy');
  }

  // loginView asks for login and password where the bank does that on its own page.
  function loginView() {
    var login = el('input', { id: 'login', test: 'login', name: 'username', type: 'text', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 100, autofocus: true });
    var password = el('input', { id: 'password', test: 'password', name: 'password', type: 'password', autocomplete: 'current-password', maxlength: 100 });
    var submit = el('button', { 'class': 'primary', type: 'submit', id: 'login-submit', test: 'login-submit' }, say('signIn'));
    show('login', el('h1', null, say('signInTo', { bank: info.bank })),
      el('form', { novalidate: true, onsubmit: function (event) {
        event.preventDefault();
        if (!login.value.trim()) { complain(say('needLogin')); return login.focus(); }
        if (!password.value) { complain(say('needPassword')); return password.focus(); }
        busy(submit);
        ui.post('/bank/api/login', { window: id, login: login.value.trim(), password: password.value }).then(function (r) {
          if (!r.refusal) return open();
          refused(r.refusal, submit);
          password.select();
        });
      } }, el('label', { 'for': 'login' }, say('login')), login, el('label', { 'for': 'password' }, say('password')), password,
        el('div', { 'class': 'row' }, cancelButton(), submit),
        info.testLogin ? el('p', { 'class': 'hint', test: 'hint' }, say('test', { login: info.testLogin, password: info.testPassword })) : null));
  }

  function codeView() {
    var code = el('input', { id: 'code', test: 'code', type: 'text', name: 'code', autocomplete: 'one-time-code', autocapitalize: 'none', spellcheck: 'false', maxlength: 32, autofocus: true });
    var submit = el('button', { 'class': 'primary', type: 'submit', id: 'code-submit', test: 'code-submit' }, say('confirmCode'));
    show('code', steps(1), el('h1', null, say('codeTitle')), el('p', { 'class': 'lead' }, say('codeLead')),
      el('form', { novalidate: true, onsubmit: function (event) {
        event.preventDefault();
        if (!code.value.trim()) { complain(say('needCode')); return code.focus(); }
        busy(submit);
        ui.post('/bank/api/code', { window: id, code: code.value.trim() }).then(function (r) {
          if (!r.refusal) return loadAccounts();
          if (r.refusal.name === 'InvalidCredentials') r.refusal.name = 'InvalidCode';
          refused(r.refusal, submit);
          code.select();
        });
      } }, el('label', { 'for': 'code' }, say('code')), code, el('div', { 'class': 'row' }, cancelButton(), submit)));
  }

  function loadAccounts() {
    ui.post('/bank/api/accounts', { window: id }).then(function (r) {
      if (r.refusal) return refused(r.refusal);
      accounts = r.accounts;
      chosen = accounts.map(function (a) { return a.id; });
      if (info.chooseNeeded) accountsView(); else confirmView();
    });
  }

  function grouped(iban) { return iban.replace(/(.{4})/g, '$1 ').trim(); }

  function money(a) {
    try {
      return new Intl.NumberFormat(say.tag, { style: 'currency', currency: a.currency, useGrouping: 'always' }).format(Number(a.balance));
    } catch (e) {
      return a.balance + ' ' + a.currency;
    }
  }

  function accountText(a) {
    return el('span', { 'class': 'account-text' }, el('strong', null, a.name),
      el('small', null, a.card ? say('card') : a.iban ? grouped(a.iban) : ''));
  }

  function accountsView() {
    var list = el('div', { 'class': 'accounts', role: 'group', 'aria-label': say('accountsTitle') });
    accounts.forEach(function (a, i) {
      list.appendChild(el('label', { 'class': 'account' },
        el('input', { type: 'checkbox', id: 'account-' + i, test: 'account-' + a.id, value: a.id, checked: chosen.indexOf(a.id) >= 0, autofocus: i === 0 }),
        accountText(a), el('span', { 'class': 'amount' }, money(a))));
    });
    function boxes() { return [].slice.call(list.querySelectorAll('input')); }
    var submit = el('button', { 'class': 'primary', type: 'submit', id: 'accounts-continue', test: 'accounts-continue' }, say('next'));
    show('accounts', steps(2), el('h1', null, say('accountsTitle')), el('p', { 'class': 'lead' }, say('accountsLead')),
      el('form', { onsubmit: function (event) {
        event.preventDefault();
        chosen = boxes().filter(function (b) { return b.checked; }).map(function (b) { return b.value; });
        if (!chosen.length) return complain(say('needAccount'));
        confirmView();
      } }, accounts.length > 1 ? el('button', { 'class': 'link', type: 'button', test: 'accounts-all', onclick: function () { boxes().forEach(function (b) { b.checked = true; }); } }, say('all')) : null,
      list, el('div', { 'class': 'row' }, cancelButton(), submit)));
  }

  function confirmView() {
    var submit = el('button', { 'class': 'primary', type: 'submit', id: 'confirm', test: 'confirm', autofocus: true }, say('confirm'));
    var list = el('ul', { 'class': 'summary', test: 'summary' });
    accounts.filter(function (a) { return chosen.indexOf(a.id) >= 0; }).forEach(function (a) { list.appendChild(el('li', null, accountText(a))); });
    show('confirm', steps(3), el('h1', null, say('confirmTitle')), el('p', { 'class': 'lead' }, say('confirmLead')), list,
      el('p', { 'class': 'scope', test: 'scope' }, ui.icon('shield', 20), el('span', null, say(info.repeated ? 'repeated' : 'once'))),
      el('form', { onsubmit: function (event) {
        event.preventDefault();
        busy(submit);
        ui.post('/bank/api/confirm', { window: id, chosen: chosen }).then(function (r) {
          if (r.refusal) return r.refusal.name === 'IO' ? refused(r.refusal, submit) : leave('refused', say.error(r.refusal));
          leave('confirmed', say('bankDone'));
        });
      } }, el('div', { 'class': 'row' }, cancelButton(), submit)));
  }

  // open shows the step that the bank is at.
  function open() {
    ui.post('/bank/api/window', { window: id }).then(function (r) {
      if (r.refusal) return leave('refused', say.error(r.refusal));
      info = r;
      say = words(r.locale);
      head();
      if (r.loginNeeded) loginView(); else if (r.codeNeeded) codeView(); else loadAccounts();
    });
  }

  function head() {
    document.documentElement.lang = say.tag;
    document.title = info.bank;
    document.getElementById('brand-name').textContent = info.bank;
    document.getElementById('brand-mark').textContent = info.bank.slice(0, 1).toUpperCase();
    var secure = document.getElementById('brand-secure');
    ui.clear(secure);
    secure.appendChild(ui.icon('lock', 16));
    secure.appendChild(el('span', null, info.customer ? say('hello', { name: info.customer }) : say('secure')));
    document.getElementById('foot').textContent = say('bankFoot');
  }

  open();
})();
