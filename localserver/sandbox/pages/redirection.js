// The page behind a redirection link: it embeds the widget and sends the customer back when the widget is done.
'use strict';
(function () {
  var here = window.location.pathname.replace(/\/$/, '');
  var notice = document.getElementById('notice');
  var leave = document.getElementById('leave');
  var cause = '';

  function say(text) { notice.textContent = text; }

  function end(body) {
    leave.disabled = true;
    return fetch(here + '/done', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      .then(function (res) { return res.json(); })
      .then(function (out) {
        if (out.error) { say(out.error); leave.disabled = false; return; }
        say('Taking you back…');
        window.location.replace(out.location);
      })
      .catch(function () { say('The connection broke. Please try again.'); leave.disabled = false; });
  }

  leave.addEventListener('click', function () { end({ exception: cause }); });

  fetch(here + '/config').then(function (res) { return res.json(); }).then(function (options) {
    if (options.status !== 'IN_PROGRESS') {
      say('This link has been used or has expired. Please ask for a new one.');
      leave.hidden = true;
      return;
    }
    delete options.status;
    options.dynamicHeight = true;
    options.onStarted = function () { say(''); };
    options.onInitialized = function () { say(''); };
    options.onError = function (name) { cause = name; };
    options.onSuccess = function (target, sessionId, signature) { end({ sessionId: sessionId, sessionIdSignature: signature }); };
    window.embedKontomatik(options);
  }).catch(function () { say('The sign-in could not be opened. Please reload the page.'); });
})();
