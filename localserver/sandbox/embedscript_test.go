package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/localserver/browsertest"
	"aisdesk/localserver/sandbox"
)

// shop is a page of a stranger: it embeds the widget with the provider's own script, whose origin was replaced.
type shop struct {
	t   *testing.T
	b   *browsertest.Browser
	sb  *sandbox.Sandbox
	url string
	tab *browsertest.Tab
}

const everyCallback = "onInitialized onStarted onTargetSelected onCredentialEntered onSuccess onError onUnsupportedTarget onUnloaded onScreenshotClicked"

func openShop(t *testing.T, b *browsertest.Browser, sb *sandbox.Sandbox, embed, options string) *shop {
	t.Helper()
	raw, err := os.ReadFile("testdata/embed.js")
	if err != nil {
		t.Fatal(err)
	}
	script := strings.Replace(string(raw), "https://signin.kontomatik.com", sb.WidgetOrigin(), 1)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width"><title>shop</title><div id="kontomatik"></div><script>%s</script>
<script>window.calls=[];var o=%s;%q.split(' ').forEach(function(n){o[n]=function(){calls.push(n+' '+JSON.stringify([].slice.call(arguments)))}});%s(o)</script>`, script, options, everyCallback, embed)
	}))
	t.Cleanup(page.Close)
	s := &shop{t, b, sb, page.URL + "/checkout?cart=7&x=ż#top", nil}
	s.tab = b.For(t).Open(s.url)
	t.Cleanup(s.tab.Close)
	return s
}

// heard waits for a callback and returns its arguments.
func (s *shop) heard(name string) []any {
	s.t.Helper()
	s.tab.WaitFor(fmt.Sprintf("calls.some(c => c.startsWith('%s '))", name))
	call := browsertest.Eval[string](s.tab, fmt.Sprintf("calls.find(c => c.startsWith('%s '))", name))
	var args []any
	json.Unmarshal([]byte(strings.TrimPrefix(call, name+" ")), &args)
	return args
}

func (s *shop) shot(tab *browsertest.Tab, name string) {
	if dir := os.Getenv("AISDESK_SHOTS"); dir != "" {
		tab.Screenshot(filepath.Join(dir, name+".png"))
	}
}

// importable starts an import with what onSuccess gave.
func (s *shop) importable(args []any) {
	s.t.Helper()
	w := &wire{s.t, s.sb}
	id, sig := args[1].(string), args[2].(string)
	res := w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(30))
	if r := w.tree(res); res.StatusCode != 202 || r.attr("ownerExternalId") != "order/7&é" || len(sig) != 64 {
		s.t.Errorf("%v: %s", args, res.text)
	}
}

// TestTheProvidersScript drives the frame and the popup with a stand-in for the provider's own embed script.
func TestTheProvidersScript(t *testing.T) {
	b := browsertest.Start(t, browsertest.Flag("site-per-process", true))
	sb := sandbox.Start(t)
	t.Run("Frame", func(t *testing.T) { scriptDrivesTheFrame(t, b, sb) })
	t.Run("DynamicHeight", func(t *testing.T) { scriptFollowsTheHeight(t, b, sb) })
	t.Run("Popup", func(t *testing.T) { scriptDrivesThePopup(t, b, sb) })
	t.Run("PopupClosed", func(t *testing.T) { scriptHearsThePopupClose(t, b, sb) })
}

func scriptDrivesTheFrame(t *testing.T, b *browsertest.Browser, sb *sandbox.Sandbox) {
	s := openShop(t, b, sb, "embedKontomatik", `{client:'sandbox-test',ownerExternalId:'order/7&é',locale:'en',country:'pl',zip:1,showFavicons:false,showScreenshots:true,
		showTargetMissingOption:true,styles:{btnPrimaryBgColor:'#0a5',borderRadius:8},psd2:{accessMode:'SINGLE',forceSca:false},target:null,clientIdentity:'Sklep & Syn'}`)
	frame := s.tab.Frame(sb.WidgetOrigin() + "/signin/")
	frame.WaitVisible(`[data-view="bank"]`)
	want := "?client=sandbox-test&locale=en&country=pl&ownerExternalId=order%2F7%26%C3%A9&showFavicons=false&showScreenshots=true&widgetEmbeddedUrl=" +
		strings.ReplaceAll(url.QueryEscape(browsertest.Eval[string](s.tab, "location.href")), "+", "%20") +
		"&styles%5BbtnPrimaryBgColor%5D=%230a5&styles%5BborderRadius%5D=8&screenshotZoomIn=true&showTargetMissingOption=true&clientIdentity=Sklep%20%26%20Syn&isPopup=false&psd2%5BaccessMode%5D=SINGLE&psd2%5BforceSca%5D=false"
	if got := browsertest.Eval[string](frame, "location.search"); got != want {
		t.Errorf("query %s\nwant  %s", got, want)
	}
	s.heard("onInitialized")
	s.heard("onStarted")

	frame.Click(`[data-test="bank-missing"]`)
	frame.Type("#missing-name", "Bank Nigdzie")
	frame.Type("#missing-address", "https://nigdzie.example")
	frame.Click(`[data-test="missing-send"]`)
	if got := fmt.Sprint(s.heard("onUnsupportedTarget")); got != "[map[address:https://nigdzie.example country:pl target:Bank Nigdzie]]" {
		t.Errorf("onUnsupportedTarget %s", got)
	}
	frame.Click("#back")
	frame.Click("#bank-KontoBank")
	if got := fmt.Sprint(s.heard("onTargetSelected")); got != "[map[name:KontoBank officialName:KontoBank]]" {
		t.Errorf("onTargetSelected %s", got)
	}
	frame.Click("#consent-terms")
	frame.Click("#consent-transfer")
	frame.Click("#consent-continue")
	frame.WaitVisible("button.picture")
	frame.WaitFor("document.querySelector('.picture img').naturalWidth > 0")
	s.shot(s.tab, "script-3-picture")
	frame.Click("button.picture")
	if got := fmt.Sprint(s.heard("onScreenshotClicked")); got != "["+sb.WidgetOrigin()+"/assets/login-page.svg]" {
		t.Errorf("onScreenshotClicked %s", got)
	}
	frame.Type("#login", "test1")
	frame.Type("#password", "wrong")
	frame.Click("#login-submit")
	s.heard("onCredentialEntered")
	failed := s.heard("onError")
	about, _ := failed[1].(map[string]any)
	if failed[0] != "InvalidCredentials" || about["message"] != "Login or password is invalid." || about["target"] != "KontoBank" {
		t.Errorf("onError %v", failed)
	}
	frame.Type("#password", "Test123")
	frame.Click("#login-submit")
	browsertest.SignIn{Origin: sb.WidgetOrigin(), Code: "Test123"}.AtTheBank(s.tab)
	args := s.heard("onSuccess")
	if len(args) != 4 || args[0] != "KontoBank" || args[1] != about["sessionId"] || fmt.Sprint(args[3]) != "map[officialName:KontoBank]" {
		t.Errorf("onSuccess %v", args)
	}
	s.importable(args)
	browsertest.Eval[bool](s.tab, "(f => { f.src = f.src; return true })(document.querySelector('iframe'))")
	if got := fmt.Sprint(s.heard("onUnloaded")); got != "[map[application:map[state:unloaded]]]" {
		t.Errorf("onUnloaded %s", got)
	}
	if heights := browsertest.Eval[float64](s.tab, "document.querySelector('iframe').getBoundingClientRect().height"); heights != 560 {
		t.Errorf("without dynamicHeight the frame is %v high", heights)
	}
}

func scriptFollowsTheHeight(t *testing.T, b *browsertest.Browser, sb *sandbox.Sandbox) {
	s := openShop(t, b, sb, "embedKontox", `{client:'sandbox-test',locale:'es',dynamicHeight:true,layout:'wide',ownerExternalId:'o'}`)
	s.tab.Size(390, 844, true)
	frame := s.tab.Frame(sb.WidgetOrigin() + "/signin/")
	for _, step := range []string{"bank", "consent"} {
		frame.WaitVisible(`[data-view="` + step + `"]`)
		inner := browsertest.Eval[float64](frame, "Math.ceil(document.getElementById('widget').getBoundingClientRect().height)")
		s.tab.WaitFor(fmt.Sprintf("Math.abs(document.querySelector('iframe').getBoundingClientRect().height - %v) < 2", inner))
		if wide := browsertest.Eval[bool](frame, "document.documentElement.scrollWidth > innerWidth"); wide {
			t.Errorf("%s is wider than a phone", step)
		}
		s.shot(s.tab, "script-phone-"+step)
		if step == "bank" {
			frame.Click("#bank-KontoBank_es")
		}
	}
}

const popupOptions = `{client:'sandbox-test',ownerExternalId:'order/7&é',locale:'cz',country:'pl',target:'KontoBankApi',buttonLabel:'Ověřit účet',psd2:{accessMode:'MIXED'}}`

func scriptDrivesThePopup(t *testing.T, b *browsertest.Browser, sb *sandbox.Sandbox) {
	s := openShop(t, b, sb, "embedKontomatikPopup", popupOptions)
	if label := s.tab.Text("#kontomatik-button"); label != "Ověřit účet" {
		t.Errorf("the button says %q", label)
	}
	browsertest.Eval[bool](s.tab, "(document.getElementById('kontomatik-button').click(), true)")
	popup := s.tab.Window(sb.WidgetOrigin() + "/popup/signin/")
	popup.Click("#consent-terms")
	s.heard("onInitialized")
	s.heard("onStarted")
	s.heard("onTargetSelected")
	popup.Click("#consent-transfer")
	s.shot(popup, "script-popup-consent")
	popup.Click("#consent-continue")
	browsertest.SignIn{Origin: sb.WidgetOrigin(), Login: "test1", Password: "Test123", Code: "Test123"}.AtTheBank(popup)
	args := s.heard("onSuccess")
	typed := browsertest.Eval[bool](s.tab, "calls.some(c => c.startsWith('onCredentialEntered'))")
	if options, _ := args[3].(map[string]any); options["multipleAccessId"] == nil || typed {
		t.Errorf("onSuccess %v", args)
	}
	s.importable(args)
	s.heard("onUnloaded") // the popup closes by itself
	popup.Closed()
}

func scriptHearsThePopupClose(t *testing.T, b *browsertest.Browser, sb *sandbox.Sandbox) {
	s := openShop(t, b, sb, "embedKontomatikPopup", popupOptions)
	browsertest.Eval[bool](s.tab, "(document.getElementById('kontomatik-button').click(), true)")
	popup := s.tab.Window(sb.WidgetOrigin() + "/popup/signin/")
	popup.WaitVisible(`[data-view="consent"]`)
	browsertest.Eval[bool](popup, "(setTimeout(() => close()), true)")
	s.heard("onUnloaded")
	popup.Closed()
}
