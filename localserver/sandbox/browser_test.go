package sandbox_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"aisdesk/localserver/sandbox"
)

// browser starts one Chromium for a test. Without one the test is skipped, unless AISDESK_REQUIRE_BROWSER is set.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil && path == "" {
			path = p
		}
	}
	if path == "" || testing.Short() {
		if os.Getenv("AISDESK_REQUIRE_BROWSER") != "" {
			t.Fatal("AISDESK_REQUIRE_BROWSER is set but there is no Chromium")
		}
		t.Skip("no Chromium here")
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 1000))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, cancel := chromedp.NewContext(alloc)
	ctx, timeout := context.WithTimeout(ctx, 60*time.Second)
	t.Cleanup(func() { timeout(); cancel(); stop() })
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return ctx
}

// script runs JavaScript as if the user had just clicked, so that windows may open.
func script[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, func(p *runtime.EvaluateParams) { p.UserGesture = new(true) }))
	if err != nil {
		t.Fatalf("%v in %s", err, js)
	}
	return v
}

// until waits for a JavaScript condition.
func until(t *testing.T, ctx context.Context, js string) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if script[bool](t, ctx, "!!("+js+")") {
			return
		}
	}
	t.Fatalf("never true: %s\n%s", js, script[string](t, ctx, "document.body.innerText"))
}

func shot(t *testing.T, ctx context.Context, name string) {
	if dir := os.Getenv("AISDESK_SHOTS"); dir != "" {
		png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		os.MkdirAll(dir, 0o755)
		os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
}

func visit(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
}

// TestRedirectionInABrowser goes the whole way: link, bank, code, accounts, confirmation, and back to the shop.
func TestRedirectionInABrowser(t *testing.T) {
	w := start(t)
	shop := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/html")
		fmt.Fprint(rw, "<title>shop</title>thank you")
	}))
	defer shop.Close()
	var link struct{ RedirectionID, RedirectionLink string }
	json.Unmarshal([]byte(w.postJSON("/v1/signin/redirection", `{"redirectUri":"`+shop.URL+`/back","ownerExternalId":"o","country":"pl","locale":"en","psd2":{"accessMode":"MULTIPLE"}}`).text), &link)

	ctx := browser(t)
	visit(t, ctx, link.RedirectionLink)
	frame := func(name string) string {
		return fmt.Sprintf(`document.querySelector('iframe').contentDocument.querySelector('[data-test=%q]')`, name)
	}
	click := func(name string) {
		t.Helper()
		until(t, ctx, "document.querySelector('iframe') && document.querySelector('iframe').contentDocument && "+frame(name))
		script[any](t, ctx, frame(name)+".click(); null")
	}
	signIn := func() {
		click("bank-option-KontoBankApi")
		shot(t, ctx, "redirection")
		click("consent-terms")
		click("consent-transfer")
		click("consent-continue")
		until(t, ctx, frame("login"))
		script[any](t, ctx, frame("login")+".value='test1'; "+frame("password")+".value='Test123'; null")
		click("login-submit")
	}
	signIn()

	// The bank opens in the same window: once cancelled it leads back to the widget, then the customer tries again.
	inBank := func(name string) string { return fmt.Sprintf(`document.querySelector('[data-test=%q]')`, name) }
	until(t, ctx, inBank("cancel"))
	script[any](t, ctx, inBank("cancel")+".click(); null")
	until(t, ctx, "location.pathname.startsWith('/redirection/') && document.getElementById('notice')?.textContent.includes('try again')")
	if at := script[string](t, ctx, "location.href"); at != link.RedirectionLink {
		t.Errorf("the attempt stays in the address: %s", at)
	}
	signIn()
	until(t, ctx, inBank("code"))
	shot(t, ctx, "redirection-bank")
	script[any](t, ctx, inBank("code")+".value='Test123'; "+inBank("code-submit")+".click(); null")
	until(t, ctx, inBank("accounts-continue")+" || "+inBank("confirm"))
	script[any](t, ctx, inBank("accounts-continue")+" && "+inBank("accounts-continue")+".click(); null")
	until(t, ctx, inBank("confirm"))
	script[any](t, ctx, inBank("confirm")+".click(); null")

	until(t, ctx, "document.title === 'shop'")
	if got, want := script[string](t, ctx, "location.href"), shop.URL+"/back?redirectionId="+link.RedirectionID; got != want {
		t.Errorf("back at %s, want %s", got, want)
	}
	var status struct {
		Status string
		Params map[string]string
	}
	json.Unmarshal([]byte(w.get("/v1/signin/redirection-status?redirectionId="+link.RedirectionID).text), &status)
	if status.Status != "SUCCESS" || status.Params["multipleAccessId"] == "" || status.Params["target"] != "KontoBankApi" {
		t.Errorf("%+v", status)
	}
}

// TestControlPageInABrowser changes the scenario by hand and looks for what the page lists.
func TestControlPageInABrowser(t *testing.T) {
	w := start(t)
	w.begin("test1", `<img src=x onerror="document.title='attacked'">`, 10)
	ctx := browser(t)
	visit(t, ctx, w.sb.ControlURL())
	until(t, ctx, "document.querySelectorAll('#sessions tr').length === 1 && document.querySelectorAll('#requests tr').length === 2")
	if n := script[int](t, ctx, "document.querySelectorAll('#catalog tr').length"); n != len(sandbox.Scenarios()) {
		t.Errorf("%d scenarios are listed", n)
	}
	script[any](t, ctx, `var f = document.getElementById('scenario'); f.elements.scenario.value = 'import-error'; f.elements.scope.value = 'login';
		f.elements.scope.dispatchEvent(new Event('change')); f.elements.who.value = 'test1'; f.requestSubmit(); null`)
	until(t, ctx, "document.querySelector('#rules li') && document.querySelector('#rules li').textContent === 'login test1: import-error'")
	script[any](t, ctx, "document.getElementById('clock').requestSubmit(); null")
	until(t, ctx, "document.getElementById('state').textContent.includes('+24h')")
	shot(t, ctx, "control")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 844)); err != nil {
		t.Fatal(err)
	}
	if over := script[int](t, ctx, "document.documentElement.scrollWidth - innerWidth"); over > 0 {
		t.Errorf("on a phone the page is %d wider than the screen", over)
	}
	shot(t, ctx, "control-phone")
	if title := script[string](t, ctx, "document.title"); title != "Sandbox control" {
		t.Errorf("title %q: text became markup", title)
	}
}
