package widget

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"aisdesk/localserver/browsertest"
)

// toBank walks the frame to the bank's window.
func toBank(s *stage, frame *part, bank string) *part {
	frame.click("bank-option-" + bank)
	frame.click("consent-terms")
	frame.click("consent-transfer")
	frame.click("consent-continue")
	frame.fill("login", "test1")
	frame.fill("password", "Test123")
	frame.click("login-submit")
	return s.window("/bank/")
}

func signInWithClicks(t *testing.T, b *browsertest.Browser) {
	f := &fakeAuthority{locale: "pl"}
	s := stageIn(t, b, f, `{client:'sandbox-test',ownerExternalId:'owner-1',country:'pl',locale:'pl',psd2:{accessMode:'MIXED'}}`)
	frame := s.open()
	frame.waitView("bank")
	s.shot(s.tab, "pl-1-bank")
	frame.click("bank-option-KontoBankApi")
	s.shot(s.tab, "pl-2-consent")
	frame.click("consent-terms")
	frame.click("consent-transfer")
	frame.click("consent-more")
	s.shot(s.tab, "pl-2-consent-given")
	frame.click("consent-continue")
	frame.waitView("credentials")
	s.shot(s.tab, "pl-3-credentials")
	frame.fill("login", "test1")
	frame.fill("password", "wrong")
	frame.click("login-submit")
	if text := frame.see("error"); !strings.Contains(text, "hasło są nieprawidłowe") {
		t.Errorf("a wrong password says %q", text)
	}
	s.shot(s.tab, "pl-3-credentials-wrong")
	frame.fill("password", "Test123")
	frame.click("login-submit")
	bank := s.window("/bank/")
	bank.waitView("code")
	s.shot(s.tab, "pl-4-waiting")
	s.shot(bank.tab, "pl-4-code")
	bank.fill("code", "1234")
	bank.click("code-submit")
	if text := bank.see("bank-error"); !strings.Contains(text, "Kod jest nieprawidłowy") {
		t.Errorf("a wrong code says %q", text)
	}
	s.shot(bank.tab, "pl-4-code-wrong")
	bank.fill("code", "Test123")
	bank.click("code-submit")
	bank.waitView("accounts")
	s.shot(bank.tab, "pl-5-accounts")
	bank.click("account-visa") // leave the card out
	bank.click("accounts-continue")
	bank.waitView("confirm")
	s.shot(bank.tab, "pl-6-confirm")
	bank.clickLast("confirm")
	s.gone("/bank/")
	frame.waitView("done")
	s.shot(s.tab, "pl-7-done")
	want := `onInitialized {"application":{"state":"widgetInitialized"}}
onStarted
onTargetSelected {"name":"KontoBankApi","officialName":"KontoBank"}
onCredentialEntered
onError "InvalidCredentials" {"message":"Wrong login or password.","sessionId":"455164974","target":"KontoBankApi"}
onCredentialEntered
onSuccess "KontoBankApi" "455164974" "` + strings.Repeat("ab", 32) + `" {"multipleAccessId":"multi-1","officialName":"KontoBank"}
`
	if got := s.waitCalls("onSuccess"); got != want {
		t.Errorf("callbacks\n%swant\n%s", got, want)
	}
	if len(f.chosen) != 1 || f.chosen[0] != "konto0" {
		t.Errorf("chosen %q", f.chosen)
	}
	if r := f.begun[0]; r.OwnerExternalID != "owner-1" || r.PSD2.AccessMode != "MIXED" || r.EmbeddedURL != s.host.URL+"/" {
		t.Errorf("the frame told the authority %+v", r)
	}
	s.noViolations()
}

// A bank that asks on its own page opens it at once: nothing is typed in the frame, a wrong password is the bank's own matter, and
// what ends the bank's window is told to the page with its target and session. The way back leads to the bank's page again.
func aBankAsksOnItsOwnPage(t *testing.T, b *browsertest.Browser) {
	f := &fakeAuthority{locale: "en", refuse: map[string]*Refusal{"bank": {Name: "AccessBlocked", Message: "Access is blocked.", Retry: true}}}
	s := stageIn(t, b, f, `{client:'sandbox-test',country:'pl',locale:'en'}`)
	frame := s.open()
	frame.click("bank-option-BalticaApi")
	frame.click("consent-terms")
	frame.click("consent-transfer")
	frame.click("consent-continue")
	bank := s.window("/bank/")
	bank.waitView("login")
	s.shot(bank.tab, "en-bank-login")
	bank.click("login-submit")
	if text := bank.see("bank-error"); text != "Enter your login." {
		t.Errorf("an empty form says %q", text)
	}
	bank.fill("login", "test1")
	bank.fill("password", "Test123")
	bank.clickLast("login-submit")
	if text := frame.see("error"); !strings.Contains(text, "blocked the access") {
		t.Errorf("the frame says %q", text)
	}
	frame.waitView("own-page")
	s.shot(s.tab, "en-own-page")
	want := `onError "AccessBlocked" {"message":"Access is blocked.","sessionId":"455164974","target":"BalticaApi"}`
	if calls := s.waitCalls("onError"); !strings.Contains(calls, want) || strings.Contains(calls, "onCredentialEntered") {
		t.Errorf("callbacks\n%s", calls)
	}
	f.mu.Lock()
	delete(f.refuse, "bank")
	f.mu.Unlock()
	frame.click("bank-go")
	second := s.window("/bank/")
	second.fill("login", "test1")
	second.fill("password", "wrong")
	second.click("login-submit")
	second.see("bank-error")
	second.fill("password", "Test123")
	second.click("login-submit")
	second.fill("code", "Test123")
	second.click("code-submit")
	second.click("accounts-continue")
	second.clickLast("confirm")
	if calls := s.waitCalls("onSuccess"); strings.Count(calls, "onError") != 1 || strings.Contains(calls, "onCredentialEntered") || len(f.logins) != 0 {
		t.Errorf("callbacks\n%s", calls)
	}
	s.noViolations()
}

func cancelAtTheBankKeepsTheFrame(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{locale: "en"}, `{client:'sandbox-test',country:'pl',locale:'en'}`)
	frame := s.open()
	bank := toBank(s, frame, "KontoBankApi")
	bank.waitView("code")
	bank.clickLast("cancel")
	if text := frame.see("error"); !strings.Contains(text, "Cancelled at the bank") {
		t.Errorf("after a cancel: %q", text)
	}
	s.gone("/bank/")
	s.shot(s.tab, "en-cancelled")
	frame.fill("password", "Test123")
	frame.click("login-submit")
	second := s.window("/bank/")
	second.waitView("code")
	browsertest.Eval[any](second.tab, "void setTimeout(function(){window.close()})")
	second.tab.Closed()
	if text := frame.see("error"); !strings.Contains(text, "closed before") {
		t.Errorf("after the window was closed: %q", text)
	}
	if strings.Contains(s.calls(), "onSuccess") {
		t.Error("success without a confirmation")
	}
	s.noViolations()
}

// Every language, every step, narrow; and an unknown language is Polish, as the provider's widget has it.
func fourLanguages(t *testing.T, b *browsertest.Browser) {
	for locale, want := range map[string][3]string{
		"en": {"Choose your bank", "Sign in to KontoBank", "Confirm the access"},
		"cz": {"Vyberte svou banku", "Přihlášení do KontoBank", "Potvrďte přístup"},
		"es": {"Elija su banco", "Acceso a KontoBank", "Confirme el acceso"},
		"pl": {"Wybierz swój bank", "Logowanie do KontoBank", "Potwierdź dostęp"},
		"ru": {"Wybierz swój bank", "Logowanie do KontoBank", "Potwierdź dostęp"},
	} {
		t.Run(locale, func(t *testing.T) {
			s := stageIn(t, b, &fakeAuthority{locale: locale, noCode: true, repeated: true},
				`{client:'sandbox-test',clientIdentity:'Przykład S.A.',locale:'`+locale+`',country:'all',showFavicons:true,showTargetMissingOption:true,autoImport:6,dynamicHeight:true,psd2:{accessMode:'MULTIPLE'}}`)
			frame := s.open()
			frame.waitView("bank")
			s.shot(s.tab, locale+"-1-bank")
			if text := frame.see("view"); !strings.HasPrefix(text, want[0]) {
				t.Errorf("the list says %q", text)
			}
			frame.fill("bank-search", "konto")
			frame.click("bank-option-KontoBankApi")
			s.shot(s.tab, locale+"-2-consent")
			if text := frame.see("history"); !strings.Contains(text, "6") {
				t.Errorf("six months of history are shown as %q", text)
			}
			if text := frame.see("consent-list"); !strings.Contains(text, "180") || !strings.Contains(text, "Przykład S.A.") || strings.Contains(text, "..") {
				t.Errorf("the consents say %q", text)
			}
			frame.click("consent-terms")
			frame.click("consent-transfer")
			frame.click("consent-continue")
			frame.waitView("credentials")
			s.shot(s.tab, locale+"-3-credentials")
			if text := frame.see("view"); !strings.Contains(text, want[1]) {
				t.Errorf("the form says %q", text)
			}
			frame.fill("login", "test1")
			frame.fill("password", "Test123")
			frame.press(kb.Enter)
			bank := s.window("/bank/")
			bank.waitView("accounts")
			bank.tab.Size(400, 700, false)
			s.shot(bank.tab, locale+"-5-accounts")
			s.shot(s.tab, locale+"-4-waiting")
			bank.click("accounts-continue")
			bank.waitView("confirm")
			s.shot(bank.tab, locale+"-6-confirm")
			if text := bank.see("bank-window"); !strings.Contains(text, want[2]) {
				t.Errorf("the bank says %q", text)
			}
			bank.clickLast("confirm")
			frame.waitView("done")
			s.shot(s.tab, locale+"-7-done")
			s.waitCalls("onSuccess")
			s.noViolations()
		})
	}
}

// With forced colours the four steps show, the current one and those behind it each in its own way; where the user wants no motion
// nothing moves; and the frame's title is the heading of its view.
func stepsAndTitleAreToldInEveryWay(t *testing.T, b *browsertest.Browser) {
	s := stageIn(t, b, &fakeAuthority{locale: "en"}, `{client:'sandbox-test',ownerExternalId:'owner-1',country:'pl',locale:'en'}`)
	frame := s.open()
	frame.waitView("bank")
	frame.click("bank-option-KontoBankApi")
	frame.waitView("consent")
	if got := browsertest.Eval[bool](frame.tab, "document.title === document.querySelector('h1').textContent && document.title !== 'Choose your bank'"); !got {
		t.Errorf("the title of the consent is %q", browsertest.Eval[string](frame.tab, "document.title"))
	}
	frame.tab.Prefer("forced-colors", "active", "prefers-reduced-motion", "reduce")
	const steps = `(() => {
  const of = (i) => getComputedStyle(document.querySelectorAll('#steps li')[i]);
  const [past, now, next] = [of(0), of(1), of(2)];
  return past.backgroundColor !== now.backgroundColor && now.backgroundColor !== next.backgroundColor && past.backgroundColor !== next.backgroundColor &&
    next.borderStyle === 'solid' && now.transitionDuration === '0s';
})()`
	if !browsertest.Eval[bool](frame.tab, steps) {
		t.Error("with forced colours and without motion the steps do not show")
	}
}
