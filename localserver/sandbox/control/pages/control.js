// The control page. Everything that came from outside is put on the page as text, never as markup.
'use strict';
(function () {
  var $ = function (id) { return document.getElementById(id); };
  var last = 0, received = [], scenarios = [];

  // A sandbox that other machines reach has a token, which comes in the fragment; a reload keeps it.
  var token = location.hash.slice(1);
  if (token) {
    sessionStorage.setItem('control', token);
    history.replaceState(null, '', location.pathname);
  }
  token = sessionStorage.getItem('control') || '';
  var headers = token ? { Authorization: 'Bearer ' + token } : {};

  function get(path) {
    return fetch('/control/api/' + path, { headers: headers }).then(function (r) { return r.json(); });
  }
  function post(path, body) {
    return fetch('/control/api/' + path, { method: 'POST', headers: Object.assign({ 'Content-Type': 'application/json' }, headers), body: JSON.stringify(body) })
      .then(function (r) { return r.json(); })
      .then(function (out) { if (out.error) { $('explain').textContent = out.error; $('explain').className = 'hint bad'; } return out; });
  }
  function row(cells) {
    var tr = document.createElement('tr');
    cells.forEach(function (c) {
      var td = document.createElement('td');
      if (c instanceof Node) { td.appendChild(c); } else if (c && c.text !== undefined) { td.textContent = c.text; td.className = c.kind; } else { td.textContent = c == null ? '' : String(c); }
      tr.appendChild(td);
    });
    return tr;
  }
  function code(text) { return { text: text == null ? '' : String(text), kind: 'code' }; }
  function fill(id, rows) { $(id).replaceChildren.apply($(id), rows); }
  function button(text, f) {
    var b = document.createElement('button');
    b.type = 'button'; b.textContent = text; b.className = 'quiet';
    b.addEventListener('click', f);
    return b;
  }

  function showStatus(s) {
    $('state').textContent = s.scenario + ' · ' + s.now.replace('T', ' ').slice(0, 19) + ' UTC' + (s.ahead !== '0s' ? ' (+' + s.ahead + ')' : '');
    $('warning').hidden = s.warnings.length === 0;
    $('warning').textContent = s.warnings.join(' ');
    var list = [];
    [['API', s.api], ['X-Api-Key', s.apiKey], ['Widget script', s.widget], ['Client id', s.client], ['Seed', s.seed], ['Speed', s.speed]].forEach(function (p) {
      var dt = document.createElement('dt'), dd = document.createElement('dd');
      dt.textContent = p[0]; dd.textContent = p[1];
      list.push(dt, dd);
    });
    fill('connect', list);
    var chips = [];
    [['login', s.logins], ['session', s.sessions]].forEach(function (p) {
      Object.keys(p[1]).forEach(function (who) {
        var li = document.createElement('li');
        li.textContent = p[0] + ' ' + who + ': ' + p[1][who];
        chips.push(li);
      });
    });
    fill('rules', chips);
  }
  function stateKind(state) { return state === 'successful' ? 'good' : state === 'error' || state === 'fatal' ? 'bad' : 'wait'; }
  function showSessions(all) {
    $('n-sessions').textContent = all.length || '';
    $('no-sessions').hidden = all.length > 0;
    fill('sessions', all.slice().reverse().slice(0, 200).map(function (s) {
      return row([code(s.id), s.customer + ' (' + s.login + ')', s.target, code(s.ownerExternalId), s.origin, s.scenario, code(s.command), { text: s.state || '', kind: stateKind(s.state) },
        button('Expire', function () { post('expire', { id: s.command || s.id }).then(refresh); })]);
    }));
  }
  function showRequests() {
    $('n-requests').textContent = received.length || '';
    $('no-requests').hidden = received.length > 0;
    fill('requests', received.slice().reverse().slice(0, 200).map(function (q) {
      var params = Object.keys(q.params || {}).map(function (k) { return k + '=' + q.params[k]; }).join('  ');
      return row([q.seq, q.at.slice(11, 19), code(q.method + ' ' + q.path), code(params || q.body), code(q.session), q.scenario, { text: q.status || 'cut off', kind: q.status && q.status < 400 ? 'good' : 'bad' }]);
    }));
  }
  function refresh() {
    return Promise.all([get('status').then(showStatus), get('sessions').then(showSessions), get('requests?after=' + last).then(function (more) {
      more = more.filter(function (q) { return q.seq > last; }); // two may be under way at once
      if (!more.length) { return; }
      last = more[more.length - 1].seq;
      received = received.concat(more).slice(-1000);
      showRequests();
    })]).catch(function () { $('state').textContent = 'the sandbox does not answer'; });
  }

  function explain() {
    var name = $('scenario').elements.scenario.value.split(/[+:]/)[0];
    scenarios.forEach(function (s) {
      if (s.name === name) { $('explain').textContent = s.what + '. A client should: ' + s.next + '.' + (s.arg ? ' Argument: ' + s.arg + '.' : ''); $('explain').className = 'hint'; }
    });
  }
  $('scenario').addEventListener('input', explain);
  $('scenario').elements.scope.addEventListener('change', function (e) {
    var who = $('scenario').elements.who;
    who.disabled = e.target.value === 'all';
    who.required = !who.disabled;
  });
  $('scenario').addEventListener('submit', function (e) {
    e.preventDefault();
    var f = e.target.elements, body = { scenario: f.scenario.value };
    if (f.scope.value !== 'all') { body[f.scope.value] = f.who.value; }
    post('scenario', body).then(refresh);
  });
  $('clock').addEventListener('submit', function (e) {
    e.preventDefault();
    post('clock', { advance: e.target.elements.advance.value }).then(refresh);
  });
  $('reset').addEventListener('click', function () {
    post('reset', {}).then(function () { last = 0; received = []; showRequests(); return refresh(); });
  });

  get('scenarios').then(function (all) {
    scenarios = all;
    fill('catalog', all.map(function (s) { return row([code(s.name), s.arg, s.group, s.what, s.next]); }));
    fill('scenarios', all.map(function (s) { var o = document.createElement('option'); o.value = s.name; return o; }));
  });
  get('customers').then(function (all) {
    fill('customers', all.map(function (c) { return row([c.country, code(c.login), code(c.password), code(c.code), c.about]); }));
  });
  refresh();
  setInterval(refresh, 1500);
})();
