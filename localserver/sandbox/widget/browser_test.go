package widget

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/localserver/browsertest"
)

// stage is a link page on 127.0.0.1 with the strict policy of the real one, the widget on
// localhost (another site), and a Chromium that looks at it.
type stage struct {
	t       *testing.T
	browser *browsertest.Browser
	tab     *browsertest.Tab // the page
	origin  string           // of the widget
	host    *httptest.Server
	options string // JavaScript object of the embed options
	embed   string
}

// TestInChromium runs every case in one browser, because starting one takes longer than most cases.
func TestInChromium(t *testing.T) {
	b := browsertest.Start(t, browsertest.Flag("site-per-process", true), browsertest.Flag("window-size", "900,800"))
	for _, c := range chromiumCases {
		t.Run(c.name, func(t *testing.T) { c.run(t, b) })
	}
}

var chromiumCases = []struct {
	name string
	run  func(*testing.T, *browsertest.Browser)
}{
	{"SignInWithClicks", signInWithClicks},
	{"CancelAtTheBankKeepsTheFrame", cancelAtTheBankKeepsTheFrame},
	{"FourLanguages", fourLanguages},
	{"StepsAndTitleAreToldInEveryWay", stepsAndTitleAreToldInEveryWay},
	{"QueryIsSerialisedAsTheProvidersScriptDoes", queryIsSerialisedAsTheProvidersScriptDoes},
	{"DynamicHeightFollowsTheContent", dynamicHeightFollowsTheContent},
	{"StylesAreHonouredAndValidated", stylesAreHonouredAndValidated},
	{"PopupSignsIn", popupSignsIn},
	{"DefaultTargetAndPlainConsent", defaultTargetAndPlainConsent},
	{"AMissingPlaceIsSaid", aMissingPlaceIsSaid},
	{"UnloadingIsTold", unloadingIsTold},
	{"EmbeddingTwiceCallsOnce", embeddingTwiceCallsOnce},
	{"AFramedPopupReportsToItsParent", aFramedPopupReportsToItsParent},
	{"ForeignMessagesAreIgnored", foreignMessagesAreIgnored},
	{"TheBanksWindowCannotBeFramed", theBanksWindowCannotBeFramed},
	{"ABankAsksOnItsOwnPage", aBankAsksOnItsOwnPage},
	{"SignInWithTheKeyboardAlone", signInWithTheKeyboardAlone},
	{"RefusalsKeepTheFrame", refusalsKeepTheFrame},
	{"ARefusalAtTheEndIsShownInBothWindows", aRefusalAtTheEndIsShownInBothWindows},
	{"ABlockedWindowCanBeOpened", aBlockedWindowCanBeOpened},
	{"UnknownClientIsSaid", unknownClientIsSaid},
	{"AMissingBankIsToldToThePage", aMissingBankIsToldToThePage},
	{"SearchAndEmptyFields", searchAndEmptyFields},
	{"AnUnknownWindowIsRefused", anUnknownWindowIsRefused},
}

// stageIn serves the widget and a page that embeds it with the options.
func stageIn(t *testing.T, b *browsertest.Browser, a Authority, options string) *stage {
	t.Helper()
	s := &stage{t: t, browser: b.For(t), options: options, embed: "embedKontomatik"}
	s.serve(a)
	return s
}

func (s *stage) serve(a Authority) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	widget := &httptest.Server{Listener: listener, Config: &http.Server{Handler: New(Options{Authority: a, TestLogin: func(string) (string, string) { return "test1", "Test123" }})}}
	widget.Start()
	s.t.Cleanup(widget.Close)
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	s.origin = "http://localhost:" + port
	s.host = httptest.NewServer(http.HandlerFunc(s.linkPage))
	s.t.Cleanup(s.host.Close)
}

func (s *stage) linkPage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src 'self' %[1]s; frame-src %[1]s; connect-src 'self'; "+
		"img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", s.origin))
	w.Header().Set("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
	if r.URL.Path == "/page.js" {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprintf(w, `window.calls=[];window.violations=[];
document.addEventListener('securitypolicyviolation',function(e){violations.push(e.violatedDirective+' '+e.blockedURI)});
var o=%s;
['onInitialized','onStarted','onTargetSelected','onCredentialEntered','onSuccess','onError','onUnsupportedTarget','onUnloaded','onScreenshotClicked'].forEach(function(n){
 o[n]=function(){calls.push([n].concat([].slice.call(arguments)))}});
window.addEventListener('load',function(){%s(o)});`, s.options, s.embed)
		return
	}
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprintf(w, `<!doctype html><meta charset=utf-8><title>link</title><div id="kontomatik"></div><script src="/page.js"></script><script src="%s/assets/signin-widget.js"></script>`, s.origin)
}

// open loads the link page and returns the frame.
func (s *stage) open() *part {
	s.t.Helper()
	s.load()
	return s.part(s.tab.Frame(s.origin + "/signin/"))
}

// load opens the link page in a tab of its own.
func (s *stage) load() {
	s.t.Helper()
	s.look(s.host.URL + "/")
}

// look opens a page in a tab of its own.
func (s *stage) look(url string) {
	s.t.Helper()
	s.tab = s.browser.Open(url)
	s.t.Cleanup(s.tab.Close)
}

// part is the frame or the bank's window: a target of its own, because it is another site.
type part struct {
	s   *stage
	tab *browsertest.Tab
}

func (s *stage) part(tab *browsertest.Tab) *part { return &part{s, tab} }

// window waits for a window under the path that the page or its frame opened.
func (s *stage) window(path string) *part {
	s.t.Helper()
	return s.part(s.tab.Window(s.origin + path))
}

func by(test string) string { return `[data-test="` + test + `"]` }

func (p *part) click(test string) {
	p.s.t.Helper()
	p.tab.Click(by(test))
}

// clickLast clicks what closes the window, and waits until it is gone.
func (p *part) clickLast(test string) {
	p.s.t.Helper()
	p.tab.ClickLast(by(test))
}

func (p *part) fill(test, text string) {
	p.s.t.Helper()
	p.tab.Type(by(test), text)
}

func (p *part) see(test string) string {
	p.s.t.Helper()
	p.tab.WaitVisible(by(test))
	return strings.TrimSpace(p.tab.Text(by(test)))
}

// waitView waits until the frame or window shows the view.
func (p *part) waitView(name string) {
	p.s.t.Helper()
	p.tab.WaitVisible(`[data-view="` + name + `"]`)
}

// gone waits until no window under the path is left.
func (s *stage) gone(path string) {
	s.t.Helper()
	s.tab.NoWindow(s.origin + path)
}

// shot saves a picture under $AISDESK_SHOTS, for people who change how it looks.
func (s *stage) shot(tab *browsertest.Tab, name string) {
	dir := os.Getenv("AISDESK_SHOTS")
	if dir == "" {
		return
	}
	time.Sleep(250 * time.Millisecond)
	tab.Screenshot(filepath.Join(dir, name+".png"))
}

// calls are the callbacks that the page got, one line each.
func (s *stage) calls() string {
	s.t.Helper()
	raw := browsertest.Eval[[][]any](s.tab, "window.calls||[]")
	var b strings.Builder
	for _, call := range raw {
		b.WriteString(call[0].(string))
		for _, arg := range call[1:] {
			text, _ := json.Marshal(arg)
			b.WriteString(" " + string(text))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// waitCalls waits until the page got the callback.
func (s *stage) waitCalls(name string) string {
	s.t.Helper()
	s.tab.WaitFor(fmt.Sprintf("window.calls.some(function(c){return c[0]==%q})", name))
	return s.calls()
}

func (s *stage) noViolations() {
	s.t.Helper()
	if v := browsertest.Eval[[]string](s.tab, "window.violations"); len(v) != 0 {
		s.t.Errorf("the page's policy was violated: %q", v)
	}
}
