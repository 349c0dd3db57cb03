package widget

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"aisdesk/localserver/browsertest"
)

// press sends keys to whatever has the focus.
func (p *part) press(keys string) {
	p.s.t.Helper()
	p.tab.Press(keys)
}

// holdOpen keeps the window, which closes by itself soon, until it was looked at: a busy machine looks late. What it
// returns waits until the window wants to close, and lets it.
func (p *part) holdOpen() (letClose func()) {
	p.s.t.Helper()
	browsertest.Eval[any](p.tab, `void (window.realClose = window.close, window.close = function () { window.closing = true })`)
	return func() {
		p.s.t.Helper()
		p.tab.WaitFor(`window.closing === true`)
		browsertest.Eval[any](p.tab, `void setTimeout(function () { window.realClose() })`)
	}
}

func signInWithTheKeyboardAlone(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{locale: "en"}, `{client:'sandbox-test',locale:'en',country:'pl'}`)
	frame := s.open()
	frame.waitView("bank")
	browsertest.Eval[any](frame.tab, `void document.querySelector('[data-test=bank-search]').focus()`)
	frame.press("wisla")
	frame.press(kb.ArrowDown)
	frame.press(kb.Enter)
	frame.waitView("consent")
	frame.press(" " + kb.Tab + " " + kb.Enter) // tick, next box, tick, Enter sends the form
	frame.waitView("credentials")
	frame.press("test1" + kb.Tab + "Test123" + kb.Enter)
	bank := s.window("/bank/")
	bank.waitView("code")
	bank.press("Test123" + kb.Enter)
	bank.waitView("accounts")
	bank.press(kb.Enter)
	bank.waitView("confirm")
	bank.tab.PressLast(kb.Enter)
	frame.waitView("done")
	if calls := s.waitCalls("onSuccess"); !strings.Contains(calls, `onSuccess "WislaApi"`) {
		t.Errorf("callbacks\n%s", calls)
	}
}

// Every refusal is told in plain words and to the page, and the frame stays usable.
func refusalsKeepTheFrame(t *testing.T, b *browsertest.Browser) {
	for name, c := range map[string]struct {
		refusal Refusal
		says    string
		view    string
	}{
		"AccessBlocked":             {Refusal{Message: "Access blocked.", Retry: true}, "The bank has blocked the access", "credentials"},
		"ManualActionRequired":      {Refusal{Message: "Do something.", Retry: true}, "Sign in at the bank’s own site", "credentials"},
		"SomethingQuiteNew":         {Refusal{Message: "New.", Friendly: "<b>Das geht heute nicht.</b>", Retry: true}, "<b>Das geht heute nicht.</b>", "credentials"},
		"AnotherNewOne":             {Refusal{Message: "New."}, "A technical error happened", "failed"},
		"ServiceTemporarilyBlocked": {Refusal{Message: "Down."}, "A technical error happened", "failed"},
	} {
		t.Run(name, func(t *testing.T) {
			c.refusal.Name = name
			f := &fakeAuthority{refuse: map[string]*Refusal{"login": &c.refusal}}
			s := stageIn(t, b, f, `{client:'sandbox-test',locale:'en',country:'pl',target:'KontoBank'}`)
			frame := s.open()
			frame.click("consent-terms")
			frame.click("consent-transfer")
			frame.click("consent-continue")
			frame.fill("login", "test1")
			frame.fill("password", "Test123")
			frame.click("login-submit")
			if text := frame.see("error"); !strings.Contains(text, c.says) {
				t.Errorf("says %q", text)
			}
			frame.waitView(c.view)
			if calls := s.waitCalls("onError"); !strings.Contains(calls, `onError "`+name+`" {"message":"`+c.refusal.Message+`"`) {
				t.Errorf("callbacks\n%s", calls)
			}
			if c.view == "failed" {
				s.shot(s.tab, "en-failed")
				frame.click("again")
				frame.waitView("credentials") // the consents were given already
			}
		})
	}
}

func aRefusalAtTheEndIsShownInBothWindows(t *testing.T, b *browsertest.Browser) {
	f := &fakeAuthority{locale: "en", noCode: true, refuse: map[string]*Refusal{"confirm": {Name: "AccessTemporarilyBlocked", Message: "Wait.", Retry: true}}}
	s := stageIn(t, b, f, `{client:'sandbox-test',locale:'en',country:'pl'}`)
	frame := s.open()
	bank := toBank(s, frame, "KontoBankApi")
	bank.click("accounts-continue")
	letClose := bank.holdOpen()
	bank.click("confirm")
	bank.waitView("refused")
	s.shot(bank.tab, "en-bank-refused")
	letClose()
	if text := frame.see("error"); !strings.Contains(text, "blocked the access for a while") {
		t.Errorf("the frame says %q", text)
	}
	s.gone("/bank/")
	if strings.Contains(s.calls(), "onSuccess") {
		t.Error("success after a refusal")
	}
}

// A browser that blocks the bank's window leaves a button that opens it; cancelling there goes back to the form.
func aBlockedWindowCanBeOpened(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{locale: "en", noCode: true}, `{client:'sandbox-test',locale:'en',country:'pl',target:'KontoBankApi'}`)
	frame := s.open()
	browsertest.Eval[any](frame.tab, `void (window.realOpen = window.open, window.open = function () { return null })`)
	frame.click("consent-terms")
	frame.click("consent-transfer")
	frame.click("consent-continue")
	frame.fill("login", "test1")
	frame.fill("password", "Test123")
	frame.click("login-submit")
	frame.waitView("bank-window")
	if text := frame.see("view"); !strings.Contains(text, "blocked the bank’s window") {
		t.Errorf("a blocked window says %q", text)
	}
	s.shot(s.tab, "en-blocked")
	frame.click("bank-cancel")
	frame.waitView("credentials")
	frame.fill("password", "Test123")
	frame.click("login-submit")
	frame.waitView("bank-window")
	browsertest.Eval[any](frame.tab, `void (window.open = window.realOpen)`)
	frame.click("bank-open")
	bank := s.window("/bank/")
	bank.click("accounts-continue")
	bank.clickLast("confirm")
	s.waitCalls("onSuccess")
	s.noViolations()
}

func unknownClientIsSaid(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'<img src=x onerror=alert(1)>',locale:'es'}`)
	frame := s.open()
	frame.waitView("failed")
	if name := frame.see("error-name"); name != "InvalidClient" {
		t.Errorf("name %q", name)
	}
	if calls := s.waitCalls("onError"); !strings.Contains(calls, `onError "InvalidClient"`) {
		t.Error(calls)
	}
}

func aMissingBankIsToldToThePage(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en',country:'pl',showTargetMissingOption:true}`)
	frame := s.open()
	frame.fill("bank-search", "nowhere")
	if text := frame.see("bank-none"); text != "No bank of that name is on the list." {
		t.Errorf("an empty list says %q", text)
	}
	frame.click("bank-missing")
	frame.fill("missing-name", "Bank of Nowhere")
	frame.fill("missing-address", "https://nowhere.example")
	s.shot(s.tab, "en-missing")
	frame.click("missing-send")
	want := `onUnsupportedTarget {"address":"https://nowhere.example","country":"pl","target":"Bank of Nowhere"}`
	if calls := s.waitCalls("onUnsupportedTarget"); !strings.Contains(calls, want) {
		t.Errorf("callbacks\n%s", calls)
	}
	frame.click("back")
	frame.waitView("bank")
}

// The list finds a bank without its accents, narrows by country, and empty fields are said at the form.
func searchAndEmptyFields(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{client:'sandbox-test',locale:'en',showFavicons:true}`)
	frame := s.open()
	frame.fill("bank-search", "SPORITELNA")
	frame.see("bank-option-VltavaApi_cz")
	frame.fill("bank-search", "wisla")
	frame.see("bank-option-WislaApi")
	frame.fill("bank-search", " ")
	browsertest.Eval[any](frame.tab, `(function(e){e.value='es';e.dispatchEvent(new Event('change'))})(document.querySelector('[data-test=country]'))`)
	if n := browsertest.Eval[int](frame.tab, `document.querySelectorAll('button.bank').length`); n != 2 {
		t.Errorf("Spain has %d banks", n)
	}
	s.shot(s.tab, "en-1-spain")
	frame.click("bank-option-SolMadridApi_es")
	frame.click("consent-terms")
	if !browsertest.Eval[bool](frame.tab, `document.querySelector('[data-test=consent-continue]').disabled`) {
		t.Error("one consent of two is enough")
	}
	frame.click("consent-transfer")
	frame.click("consent-continue")
	frame.click("login-submit")
	if text := frame.see("error"); text != "Enter your login." {
		t.Errorf("an empty form says %q", text)
	}
	frame.fill("login", "x")
	frame.click("login-submit")
	if text := frame.see("error"); text != "Enter your password." {
		t.Errorf("an empty password says %q", text)
	}
	frame.click("password-show")
	if kind := browsertest.Eval[string](frame.tab, `document.getElementById('password').type`); kind != "text" {
		t.Errorf("the shown password is a %s field", kind)
	}
}

// A window that comes back with an unknown id shows no form.
func anUnknownWindowIsRefused(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{}, `{}`)
	s.look(s.origin + "/bank/#made-up")
	p := s.part(s.tab)
	p.waitView("refused")
	if address := browsertest.Eval[string](s.tab, "location.href"); strings.Contains(address, "made-up") {
		t.Errorf("the id stays in the address: %s", address)
	}
}
