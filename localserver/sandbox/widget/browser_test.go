package widget

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// stage is a link page on 127.0.0.1 with the strict policy of the real one, the widget on
// localhost (another site), and a Chromium that looks at it.
type stage struct {
	t       *testing.T
	ctx     context.Context // the page's tab
	origin  string          // of the widget
	host    *httptest.Server
	options string // JavaScript object of the embed options
	embed   string
}

// newBrowser starts one Chromium for a test. Without one the test is skipped, unless AISDESK_REQUIRE_BROWSER is set.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" || testing.Short() {
		if os.Getenv("AISDESK_REQUIRE_BROWSER") != "" {
			t.Fatal("AISDESK_REQUIRE_BROWSER is set but there is no Chromium")
		}
		t.Skip("no Chromium here: install it to run the widget in a real browser")
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("site-per-process", true), chromedp.WindowSize(900, 800))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, cancel := chromedp.NewContext(alloc)
	ctx, timeout := context.WithTimeout(ctx, 60*time.Second)
	t.Cleanup(func() { timeout(); cancel(); stop() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return ctx
}

// newStage serves the widget and a page that embeds it with the options, and opens the page.
func newStage(t *testing.T, a Authority, options string) *stage {
	t.Helper()
	s := &stage{t: t, options: options, embed: "embedKontomatik"}
	s.serve(a)
	s.ctx = newBrowser(t)
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
	s.must(s.ctx, chromedp.Navigate(s.host.URL+"/"))
	return s.part("/signin/")
}

func (s *stage) must(ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	get(s, ctx, chromedp.Steps(steps...))
}

// get runs an action within a time that no working step needs.
func get[T any](s *stage, ctx context.Context, a chromedp.Action[T]) T {
	s.t.Helper()
	limited, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	value, err := chromedp.Run(limited, a)
	if err != nil {
		s.t.Fatalf("%v\ncalls so far: %s", err, s.calls())
	}
	return value
}

// part is the frame or the bank's window: a target of its own, because it is another site.
type part struct {
	s   *stage
	ctx context.Context
	id  target.ID
}

// part waits for the newest target under the path.
func (s *stage) part(path string) *part {
	s.t.Helper()
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		infos, err := chromedp.Targets(s.ctx)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, info := range infos {
			if strings.HasPrefix(info.URL, s.origin+path) {
				ctx, cancel := chromedp.NewContext(s.ctx, chromedp.WithTargetID(info.TargetID))
				s.t.Cleanup(cancel)
				if err := chromedp.Do(ctx); err != nil { // attach with a context that lasts
					s.t.Fatal(err)
				}
				return &part{s, ctx, info.TargetID}
			}
		}
	}
	s.t.Fatalf("nothing opened under %s", path)
	return nil
}

func by(test string) chromedp.CSS { return chromedp.CSS(`[data-test="` + test + `"]`) }

func (p *part) click(test string) {
	p.s.t.Helper()
	p.s.must(p.ctx, chromedp.Click(by(test), chromedp.NodeVisible))
}

func (p *part) fill(test, text string) {
	p.s.t.Helper()
	p.s.must(p.ctx, chromedp.WaitVisible(by(test)))
	get(p.s, p.ctx, chromedp.Evaluate[any](fmt.Sprintf("document.querySelector(%q).value=''", by(test))))
	p.s.must(p.ctx, chromedp.SendKeys(by(test), text))
}

func (p *part) see(test string) string {
	p.s.t.Helper()
	return strings.TrimSpace(get(p.s, p.ctx, chromedp.Text(by(test), chromedp.NodeVisible)))
}

// waitView waits until the frame or window shows the view.
func (p *part) waitView(name string) {
	p.s.t.Helper()
	p.s.must(p.ctx, chromedp.WaitVisible(chromedp.CSS(`[data-view="`+name+`"]`)))
}

// gone waits until the target was closed.
func (p *part) gone() {
	p.s.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		infos, _ := chromedp.Targets(p.s.ctx)
		found := false
		for _, info := range infos {
			found = found || info.TargetID == p.id
		}
		if !found {
			return
		}
	}
	p.s.t.Error("the window stayed open")
}

// shot saves a picture under $AISDESK_SHOTS, for people who change how it looks.
func (s *stage) shot(ctx context.Context, name string) {
	dir := os.Getenv("AISDESK_SHOTS")
	if dir == "" {
		return
	}
	time.Sleep(250 * time.Millisecond)
	png := get(s, ctx, chromedp.CaptureScreenshot())
	os.MkdirAll(dir, 0o755)
	os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
}

// calls are the callbacks that the page got, one line each.
func (s *stage) calls() string {
	limited, cancel := context.WithTimeout(s.ctx, 5*time.Second)
	defer cancel()
	raw, _ := chromedp.Run(limited, chromedp.Evaluate[[][]any]("window.calls||[]"))
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
	get(s, s.ctx, chromedp.Poll[bool](fmt.Sprintf("window.calls.some(function(c){return c[0]==%q})", name)))
	return s.calls()
}

func (s *stage) noViolations() {
	s.t.Helper()
	if v := get(s, s.ctx, chromedp.Evaluate[[]string]("window.violations")); len(v) != 0 {
		s.t.Errorf("the page's policy was violated: %q", v)
	}
}
