package sandbox_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"aisdesk/localserver/browsertest"
	"aisdesk/localserver/sandbox"
)

func shot(tab *browsertest.Tab, name string) {
	if dir := os.Getenv("AISDESK_SHOTS"); dir != "" {
		tab.Screenshot(filepath.Join(dir, name+".png"))
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

	tab := browsertest.Start(t).Open(link.RedirectionLink)
	frame := func(name string) string {
		return fmt.Sprintf(`document.querySelector('iframe').contentDocument.querySelector('[data-test=%q]')`, name)
	}
	click := func(name string) {
		t.Helper()
		tab.WaitFor("document.querySelector('iframe') && document.querySelector('iframe').contentDocument && " + frame(name))
		browsertest.Eval[any](tab, frame(name)+".click(); null")
	}
	signIn := func() {
		click("bank-option-KontoBankApi")
		shot(tab, "redirection")
		click("consent-terms")
		click("consent-transfer")
		click("consent-continue")
	}
	signIn()

	// The bank opens in the same window: once cancelled it leads back to the widget, then the customer tries again.
	inBank := func(name string) string { return fmt.Sprintf(`document.querySelector('[data-test=%q]')`, name) }
	tab.WaitFor(inBank("login") + " && " + inBank("cancel"))
	browsertest.Eval[any](tab, inBank("cancel")+".click(); null")
	tab.WaitFor("location.pathname.startsWith('/redirection/') && document.getElementById('notice')?.textContent.includes('try again')")
	if at := browsertest.Eval[string](tab, "location.href"); at != link.RedirectionLink {
		t.Errorf("the attempt stays in the address: %s", at)
	}
	signIn()
	tab.WaitFor(inBank("login"))
	browsertest.Eval[any](tab, inBank("login")+".value='test1'; "+inBank("password")+".value='Test123'; "+inBank("login-submit")+".click(); null")
	tab.WaitFor(inBank("code"))
	shot(tab, "redirection-bank")
	browsertest.Eval[any](tab, inBank("code")+".value='Test123'; "+inBank("code-submit")+".click(); null")
	tab.WaitFor(inBank("accounts-continue") + " || " + inBank("confirm"))
	browsertest.Eval[any](tab, inBank("accounts-continue")+" && "+inBank("accounts-continue")+".click(); null")
	tab.WaitFor(inBank("confirm"))
	browsertest.Eval[any](tab, inBank("confirm")+".click(); null")

	tab.WaitFor("document.title === 'shop'")
	if got, want := browsertest.Eval[string](tab, "location.href"), shop.URL+"/back?redirectionId="+link.RedirectionID; got != want {
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
	tab := browsertest.Start(t).Open(w.sb.ControlURL())
	tab.WaitFor("document.querySelectorAll('#sessions tr').length === 1 && document.querySelectorAll('#requests tr').length === 2")
	if n := browsertest.Eval[int](tab, "document.querySelectorAll('#catalog tr').length"); n != len(sandbox.Scenarios()) {
		t.Errorf("%d scenarios are listed", n)
	}
	browsertest.Eval[any](tab, `var f = document.getElementById('scenario'); f.elements.scenario.value = 'import-error'; f.elements.scope.value = 'login';
		f.elements.scope.dispatchEvent(new Event('change')); f.elements.who.value = 'test1'; f.requestSubmit(); null`)
	tab.WaitFor("document.querySelector('#rules li') && document.querySelector('#rules li').textContent === 'login test1: import-error'")
	browsertest.Eval[any](tab, "document.getElementById('clock').requestSubmit(); null")
	tab.WaitFor("document.getElementById('state').textContent.includes('+24h')")
	shot(tab, "control")
	tab.Size(390, 844, false)
	if over := browsertest.Eval[int](tab, "document.documentElement.scrollWidth - innerWidth"); over > 0 {
		t.Errorf("on a phone the page is %d wider than the screen", over)
	}
	shot(tab, "control-phone")
	if title := browsertest.Eval[string](tab, "document.title"); title != "Sandbox control" {
		t.Errorf("title %q: text became markup", title)
	}
}
