// The page behind a redirection link: it embeds the widget and sends the customer back when the widget is done. The
// bank opens in this same window and leads back here with the attempt's id in the fragment.
'use strict';
(function () {
  var here = window.location.pathname.replace(/\/$/, '');
  var attempt = window.location.hash.slice(1);
  var notice = document.getElementById('notice');
  var leave = document.getElementById('leave');
  var cause = '';
  history.replaceState(null, '', here);

  var WORDS = {
    pl: { title: 'Weryfikacja rachunku', leave: 'Wyjdź bez logowania', back: 'Za chwilę wrócisz…', used: 'Ten link został już użyty lub wygasł. Poproś o nowy.', broken: 'Połączenie zostało przerwane. Spróbuj ponownie.', no: 'Bank nie potwierdził dostępu. Możesz spróbować ponownie.' },
    en: { title: 'Account verification', leave: 'Leave without signing in', back: 'Taking you back…', used: 'This link has been used or has expired. Please ask for a new one.', broken: 'The connection broke. Please try again.', no: 'The bank did not confirm the access. You can try again.' },
    cz: { title: 'Ověření účtu', leave: 'Odejít bez přihlášení', back: 'Vracíme vás zpět…', used: 'Tento odkaz byl již použit nebo vypršel. Požádejte o nový.', broken: 'Spojení bylo přerušeno. Zkuste to znovu.', no: 'Banka přístup nepotvrdila. Můžete to zkusit znovu.' },
    es: { title: 'Verificación de la cuenta', leave: 'Salir sin entrar', back: 'Te llevamos de vuelta…', used: 'Este enlace ya se ha usado o ha caducado. Pide uno nuevo.', broken: 'Se ha cortado la conexión. Inténtalo de nuevo.', no: 'El banco no ha confirmado el acceso. Puedes intentarlo de nuevo.' }
  };
  var words = WORDS.en;

  function speak(locale) {
    var name = String(locale || '').toLowerCase().split(/[-_]/)[0];
    name = { cs: 'cz', mx: 'es' }[name] || name;
    words = Object.prototype.hasOwnProperty.call(WORDS, name) ? WORDS[name] : WORDS.pl; // as the widget has it
    document.documentElement.lang = words === WORDS.cz ? 'cs' : name in WORDS ? name : 'pl';
    document.title = document.getElementById('title').textContent = words.title;
    leave.textContent = words.leave;
    leave.hidden = false;
  }

  function say(text) { notice.textContent = text; }

  function post(path, body) {
    return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      .then(function (res) { return res.json(); });
  }

  function end(body) {
    leave.disabled = true;
    return post(here + '/done', body).then(function (out) {
      if (out.error) { say(out.error); leave.disabled = false; return; }
      say(words.back);
      window.location.replace(out.location);
    }).catch(function () { say(words.broken); leave.disabled = false; });
  }

  function signedIn(s) { return end({ sessionId: s.sessionId, sessionIdSignature: s.sessionIdSignature }); }

  function embed(options) {
    options.dynamicHeight = true;
    options.onError = function (name) { cause = name; };
    options.onSuccess = function (target, id, signature) { signedIn({ sessionId: id, sessionIdSignature: signature }); };
    window.embedKontomatik(options);
  }

  // atTheBank tells how the sign-in ended from which the bank sent the customer back; without an end it goes on.
  function atTheBank(options) {
    return post('/signin/api/status', { attempt: attempt }).then(function (r) {
      if (r.signedIn) return signedIn(r.signedIn);
      if (r.refusal) cause = r.refusal.name;
      say(words.no);
      embed(options);
    });
  }

  leave.addEventListener('click', function () { end({ exception: cause }); });

  fetch(here + '/config').then(function (res) { return res.json(); }).then(function (options) {
    speak(options.locale);
    if (options.status !== 'IN_PROGRESS') {
      say(words.used);
      leave.hidden = true;
      return;
    }
    delete options.status;
    if (attempt) return atTheBank(options);
    say('');
    embed(options);
  }).catch(function () { say(words.broken); });
})();
