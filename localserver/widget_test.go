package localserver

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// testWidget is an origin of its own that speaks the protocol of the provider's embed script: its script makes
// the frame and turns the frame's messages into callbacks; its frame opens a bank window.
type testWidget struct {
	*httptest.Server
	origin string // http://localhost:PORT: another site than the page's 127.0.0.1

	mu   sync.Mutex
	seen []string // everything it received: lines, headers, bodies
}

func newTestWidget(t *testing.T) *testWidget {
	t.Helper()
	w := &testWidget{}
	w.Server = httptest.NewServer(http.HandlerFunc(w.serve))
	_, port, _ := net.SplitHostPort(w.Listener.Addr().String())
	w.origin = "http://localhost:" + port
	t.Cleanup(w.Server.Close)
	return w
}

func (w *testWidget) options() Options {
	o := testOptions()
	o.WidgetURL = w.origin + "/assets/signin-widget.js"
	o.Environment = "sandbox"
	return o
}

func (w *testWidget) received() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.Join(w.seen, "\n")
}

func (w *testWidget) serve(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.mu.Lock()
	w.seen = append(w.seen, fmt.Sprint(r.Method, " ", r.URL, " ", r.Header, " ", string(body)))
	w.mu.Unlock()
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch r.URL.Path {
	case "/assets/signin-widget.js":
		rw.Header().Set("Content-Type", "text/javascript")
		fmt.Fprintf(rw, embedScript, w.origin)
	case "/signin/":
		io.WriteString(rw, framePage)
	case "/bank":
		io.WriteString(rw, bankPage)
	case "/empty":
		io.WriteString(rw, "<!doctype html><title>elsewhere</title>")
	case "/frames":
		fmt.Fprintf(rw, "<!doctype html><title>framing</title><iframe src=%q></iframe>", r.URL.Query().Get("u"))
	default:
		http.NotFound(rw, r)
	}
}

// embedScript follows the provider's script: the query's members and their order of merit, the forced ones, the
// checked origin, the first key that wins. It keeps the options for the test to see.
const embedScript = `(function () {
  var origin = %q;
  function serialise(prefix, v, out) {
    if (v === null || v === undefined) return;
    if (typeof v === 'object') { Object.keys(v).forEach(function (k) { serialise(prefix ? prefix + '[' + k + ']' : k, v[k], out); }); return; }
    out.push(encodeURIComponent(prefix) + '=' + encodeURIComponent(v));
  }
  var names = ('client,locale,country,ownerExternalId,showFavicons,showScreenshots,layout,target,widgetEmbeddedUrl,styles,autoImport,' +
    'screenshotZoomIn,showTargetMissingOption,showDefaultTarget,showBetaQualityLabels,showTargetMissingForm,clientIdentity,isPopup,dynamicHeight,psd2,forceTestCredentials').split(',');
  window.embedKontomatik = function (options) {
    window.embeddedWith = Object.assign({}, options);
    options.isPopup = false;
    options.widgetEmbeddedUrl = window.location.href;
    if (options.onScreenshotClicked) options.screenshotZoomIn = true;
    var div = document.getElementById(options.divId || 'kontomatik');
    if (!div) { alert('no div'); throw new Error('Unable to embed widget.'); }
    div.innerHTML = '';
    var out = [];
    names.forEach(function (n) { if (Object.prototype.hasOwnProperty.call(options, n)) serialise(n, options[n], out); });
    var frame = document.createElement('iframe');
    frame.setAttribute('style', 'width:100%%;min-width:280px !important;margin:0;padding:0;border:0;overflow:hidden;max-width:400px;height:560px !important');
    frame.setAttribute('scrolling', 'no');
    frame.height = 560;
    frame.src = origin + '/signin/?' + out.join('&');
    div.appendChild(frame);
    window.addEventListener('message', function (e) {
      if (e.origin !== origin) return;
      var d = e.data;
      if (typeof d === 'string') { try { d = JSON.parse(d); } catch (x) { return; } }
      if (!d || !d.kontomatik) return;
      var k = d.kontomatik, call = function (f, a) { if (options[f]) options[f].apply(null, a); };
      if (k.screenshot) call('onScreenshotClicked', [k.screenshot]);
      else if (k.error) call('onError', [k.error.cause, { target: k.error.target, sessionId: k.error.sessionId, message: k.error.message }]);
      else if (k.unsupportedTarget) call('onUnsupportedTarget', [k.unsupportedTarget]);
      else if (k.signedIn) call('onSuccess', [k.signedIn.target, k.signedIn.sessionId, k.signedIn.sessionIdSignature, k.signedIn.options]);
      else if (k.application && k.application.state === 'widgetInitialized') call('onInitialized', [k]);
      else if (k.application && k.application.state === 'unloaded') call('onUnloaded', [k]);
      else if (k.targetSelected) call('onTargetSelected', [k.targetSelected]);
      else if (k.credentialEntered) call('onCredentialEntered', []);
      else if (k.started) call('onStarted', []);
    });
  };
})();`

const framePage = `<!doctype html><meta charset="utf-8"><title>sign-in</title>
<style>body{font:16px sans-serif;margin:0;padding:2rem;color:#222;background:#fff} button,input{font:inherit;display:block;width:100%;padding:.7rem;margin:.5rem 0;box-sizing:border-box}</style>
<h2>Test widget</h2>
<button id="bank">KontoBank</button>
<input id="login" placeholder="login">
<button id="go">Go to the bank</button>
<button id="wrong">Wrong password</button>
<button id="fatal">Broken bank</button>
<p id="out"></p>
<script>
var say = function (k) { parent.postMessage(JSON.stringify({ kontomatik: k }), '*'); };
var on = function (id, f) { document.getElementById(id).onclick = f; };
on('bank', function () { say({ targetSelected: { name: 'KontoBankApi', officialName: 'KontoBank' } }); });
on('go', function () { say({ credentialEntered: true }); window.bankWindow = window.open('/bank', '_blank', 'width=500,height=600'); document.getElementById('out').textContent = window.bankWindow ? 'bank opened' : 'pop-up blocked'; });
on('wrong', function () { say({ error: { cause: 'InvalidCredentials', target: 'KontoBankApi', sessionId: '1', message: 'Wrong password.' } }); });
on('fatal', function () { say({ error: { cause: 'InternalError', target: 'KontoBankApi', sessionId: '1', message: 'The bank is broken.' } }); });
addEventListener('message', function (e) {
  if (e.data !== 'confirmed') return;
  document.getElementById('out').textContent = 'confirmed';
  for (var i = 0; i < 2; i++) say({ signedIn: { target: 'KontoBankApi', sessionId: '455164974', sessionIdSignature: '` + signature + `', options: { officialName: 'KontoBank', multipleAccessId: 'ma-1' } } });
});
if (!/silent/.test(location.search)) { say({ application: { state: 'widgetInitialized' } }); say({ started: true }); }
</script>`

const bankPage = `<!doctype html><meta charset="utf-8"><title>bank</title><body>
<button id="ok">Confirm</button><p id="out"></p>
<script>
document.getElementById('ok').onclick = function () {
  if (!window.opener) { document.getElementById('out').textContent = 'no opener'; return; }
  window.opener.postMessage('confirmed', '*'); window.close();
};
</script>`
