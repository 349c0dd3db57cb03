package widget

import (
	"strings"
	"sync"
)

// fakeAuthority is a bank with one customer, and whatever refusals a test wants.
type fakeAuthority struct {
	mu       sync.Mutex
	begun    []Request
	logins   []string
	refuse   map[string]*Refusal // by step: begin, login, code, confirm
	noWindow bool
	noCode   bool
	repeated bool
	in       bool // the customer signed in on the bank's own page
	locale   string
	status   Status
	chosen   []string
}

var fakeTargets = []Target{
	{Name: "KontoBankApi", OfficialName: "KontoBank", Institution: "KontoBank", Country: "pl", LoginName: "Login", PSD2: true, Multiple: true},
	{Name: "KontoBank", OfficialName: "KontoBank", Institution: "KontoBank", Country: "pl", LoginName: "Login"},
	{Name: "WislaApi", OfficialName: "Bank Wisła", Institution: "Wisla", Country: "pl", LoginName: "Numer klienta", PSD2: true},
	{Name: "BalticaApi", OfficialName: "Baltica Bank", Institution: "Zachodni", Country: "pl", PSD2: true},
	{Name: "TatraApi", OfficialName: "Tatra Oszczędności", Institution: "Tatra", Country: "pl", Beta: true, PSD2: true},
	{Name: "KontoBankApi_es", OfficialName: "KontoBank", Institution: "KontoBank", Country: "es", PSD2: true},
	{Name: "SolMadridApi_es", OfficialName: "Banco Sol de Madrid", Institution: "SolMadrid", Country: "es", LoginName: "DNI / NIE", PSD2: true},
	{Name: "VltavaApi_cz", OfficialName: "Vltavská spořitelna", Institution: "Vltava", Country: "cz", LoginName: "Klientské číslo", PSD2: true},
}

func (f *fakeAuthority) no(step string) *Refusal { return f.refuse[step] }

func (f *fakeAuthority) KnowsClient(client string) bool { return client == "sandbox-test" }

func (f *fakeAuthority) Targets(country, mode string) []Target {
	var list []Target
	for _, t := range fakeTargets {
		if country == "" || country == "all" || t.Country == country {
			list = append(list, t)
		}
	}
	return list
}

func (f *fakeAuthority) Begin(r Request) (string, *Refusal) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.begun = append(f.begun, r)
	return "attempt-1", f.no("begin")
}

func (f *fakeAuthority) Login(attempt, target, login, password string) (Step, *Refusal) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.logins = append(f.logins, target+" "+login)
	f.status = Status{}
	if r := f.no("login"); r != nil {
		return Step{}, r
	}
	if password != "Test123" {
		return Step{}, &Refusal{Name: "InvalidCredentials", Message: "Wrong login or password.", Retry: true}
	}
	if f.noWindow {
		f.status.SignedIn = fakeSession(target)
		return Step{}, nil
	}
	return Step{SessionID: fakeSessionID, Window: "window-" + target}, nil
}

const fakeSessionID = "455164974"

func (f *fakeAuthority) Choose(attempt, name string) (Step, *Refusal) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.status, f.in = Status{}, false
	step := Step{SessionID: fakeSessionID}
	for _, t := range fakeTargets {
		if t.Name == name && t.LoginAtBank() {
			step.Window = "window-" + name
		}
	}
	return step, f.no("choose")
}

func (f *fakeAuthority) BankLogin(window, login, password string) *Refusal {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.no("bank"); r != nil {
		f.status = Status{Refused: r}
		return &Refusal{Name: r.Name, Message: r.Message}
	}
	if password != "Test123" {
		return &Refusal{Name: "InvalidCredentials", Message: "Wrong login or password.", Retry: true}
	}
	f.in = true
	return nil
}

func (f *fakeAuthority) Window(id string) (Window, *Refusal) {
	target, ok := strings.CutPrefix(id, "window-")
	if !ok {
		return Window{}, &Refusal{Name: "InvalidSessionId", Message: "Session expired."}
	}
	w := Window{Customer: "Maria Sochacka", CodeNeeded: !f.noCode, ChooseNeeded: true, Repeated: f.repeated, Locale: f.locale}
	for _, t := range fakeTargets {
		if t.Name == target {
			w.Target = t
			if t.LoginAtBank() && !f.in {
				w.LoginNeeded, w.Customer = true, ""
			}
		}
	}
	return w, nil
}

func (f *fakeAuthority) Code(window, code string) *Refusal {
	if code != "Test123" {
		return &Refusal{Name: "InvalidCredentials", Message: "Wrong code.", Retry: true}
	}
	return nil
}

func (f *fakeAuthority) Accounts(window string) ([]AccountChoice, *Refusal) {
	return []AccountChoice{
		{ID: "konto0", Name: "Konto 0", IBAN: "PL69249081159101748814168112", Balance: "259402.51", Currency: "PLN"},
		{ID: "visa", Name: "Visa Przykładowa", Balance: "-3120.45", Currency: "PLN", Card: true},
	}, nil
}

func (f *fakeAuthority) Confirm(window string, chosen []string) *Refusal {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.no("confirm"); r != nil {
		f.status = Status{Refused: r}
		return r
	}
	f.chosen = chosen
	f.status = Status{SignedIn: fakeSession(strings.TrimPrefix(window, "window-"))}
	return nil
}

func fakeSession(target string) *SignedIn {
	return &SignedIn{Target: target, SessionID: fakeSessionID, Signature: strings.Repeat("ab", 32), OfficialName: "KontoBank", MultipleAccessID: "multi-1"}
}

func (f *fakeAuthority) Cancel(window string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.status = Status{Cancelled: true}
}

func (f *fakeAuthority) Status(attempt string) Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.status
}
