package browsertest

// SignIn is one customer's way through the sandbox's widget.
type SignIn struct {
	Origin   string // of the widget
	Target   string // catalog name of the bank
	Login    string
	Password string
	Code     string // one-time code of the bank's window
}

// InSandbox goes through the widget that the page has embedded, with clicks, as far as the bank's last confirmation:
// bank, consents, login and password where the frame asks for them, then the bank's own window with its login where the frame
// does not ask, one-time code, accounts and confirmation.
func (s SignIn) InSandbox(page *Tab) {
	page.t.Helper()
	s.UpToLogin(page)
	s.AtTheBank(page)
}

// AtTheBank goes through the bank's window that the page or its frame opened, which asks for accounts only where there
// are several, and waits until it has closed.
func (s SignIn) AtTheBank(page *Tab) {
	page.t.Helper()
	bank := page.Window(s.Origin + "/bank/")
	bank.WaitFor("!!document.querySelector('#login, #code')")
	if Eval[bool](bank, "!!document.querySelector('#login')") {
		s.login(bank)
	}
	bank.Type("#code", s.Code)
	bank.Click("#code-submit")
	bank.WaitFor("!!document.querySelector('#accounts-continue, #confirm')")
	if Eval[bool](bank, "!!document.querySelector('#accounts-continue')") {
		bank.Click("#accounts-continue")
	}
	bank.ClickLast("#confirm")
}

// UpToLogin goes as far as the bank's window, with login and password where the frame asks for them, and returns the frame.
func (s SignIn) UpToLogin(page *Tab) *Tab {
	page.t.Helper()
	frame := page.Frame(s.Origin + "/signin/")
	frame.Click("#bank-" + s.Target)
	frame.Click("#consent-terms")
	frame.Click("#consent-transfer")
	frame.Click("#consent-continue")
	frame.WaitFor("!!document.querySelector('#login, [data-view=bank-window]')")
	if Eval[bool](frame, "!!document.querySelector('#login')") {
		s.login(frame)
	}
	return frame
}

func (s SignIn) login(at *Tab) {
	at.t.Helper()
	at.Type("#login", s.Login)
	at.Type("#password", s.Password)
	at.Click("#login-submit")
}
