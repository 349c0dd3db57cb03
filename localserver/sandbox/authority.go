package sandbox

import (
	"crypto/subtle"
	"slices"
	"strings"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/widget"
)

// authority answers the widget's questions from the sandbox's state and scenarios.
type authority struct{ *Sandbox }

var _ widget.Authority = authority{}

// wrongCodes is how many wrong one-time codes the bank forgives before it blocks.
const wrongCodes = 3

func (a authority) KnowsClient(client string) bool { return client == a.options.Client }

func (a authority) Targets(country, accessMode string) []widget.Target {
	all := []widget.Target{}
	for _, l := range catalogue {
		if (country == "" || country == "all" || country == l.Country) && offers(l.Target, accessMode) {
			all = append(all, l.Target)
		}
	}
	return all
}

// knownMode accepts the three access modes and none at all.
func knownMode(mode string) bool {
	return slices.Contains([]string{"", "SINGLE", "MULTIPLE", "MIXED"}, strings.ToUpper(mode))
}

// offers tells whether a target can be signed in to in the mode. MIXED takes what the bank has.
func offers(t widget.Target, accessMode string) bool {
	return !strings.EqualFold(accessMode, "MULTIPLE") || t.Multiple
}

func (a authority) Begin(r widget.Request) (string, *widget.Refusal) {
	if !a.KnowsClient(r.Client) {
		return "", &widget.Refusal{Name: "InvalidParameter", Message: "Client is not known."}
	}
	if bad := checkOwner(r.OwnerExternalID); bad != nil {
		return "", &widget.Refusal{Name: bad.name, Message: bad.message}
	}
	if !knownMode(r.PSD2.AccessMode) {
		return "", &widget.Refusal{Name: "InvalidParameter", Message: "accessMode is none of SINGLE, MULTIPLE and MIXED."}
	}
	if d := r.PSD2.MaxImportDate; d != "" {
		if _, err := bank.ParseDay(d); err != nil {
			return "", &widget.Refusal{Name: "InvalidParameter", Message: "maxImportDate is not a date of the form YYYY-MM-DD."}
		}
	}
	return a.state.addAttempt(r, a.clock.Now()).id, nil
}

func (a authority) Login(id, target, typed, password string) (widget.Step, *widget.Refusal) {
	l, ok := listed(target)
	if !ok {
		return widget.Step{}, exceptionNamed("InvalidTarget").widgetRefusal()
	}
	day := today(a.clock.Now())
	login, scenario := a.bank.login(day, l.Country, typed)
	customer, known := a.bank.customer(day, l.Country, login)
	refused := a.signInRefusal(login, scenario)
	var step widget.Step
	r := a.state.withAttempt(id, func(at *attempt) *widget.Refusal {
		at.status = widget.Status{}
		switch {
		case !offers(l.Target, at.request.PSD2.AccessMode):
			return exceptionNamed("InvalidTarget").widgetRefusal()
		case refused != nil:
			return refused
		case !known || subtle.ConstantTimeCompare([]byte(customer.Password), []byte(password)) != 1:
			return exceptionNamed("InvalidCredentials").widgetRefusal()
		}
		at.target, at.login, at.scenario, at.customer = l.Target, login, scenario, customer
		at.coded, at.tries = customer.Code == "", 0
		step.Window = a.state.openWindow(at)
		return nil
	})
	return step, speak(r, l.Country)
}

// speak adds the message in the language of the country.
func speak(r *widget.Refusal, country string) *widget.Refusal {
	if r == nil || r.Friendly != "" {
		return r
	}
	said := *r
	said.Friendly = friendly[country][r.Name]
	return &said
}

// effectsOf finds the scenario of somebody who signs in.
func (s *Sandbox) effectsOf(login, scenario string) *effects {
	if scenario != "" {
		if e, err := parseScenario(scenario); err == nil {
			return e
		}
	}
	_, e := s.rules.of("", login)
	return e
}

// signInRefusal is the widget's error that the scenario has after login and password.
func (s *Sandbox) signInRefusal(login, scenario string) *widget.Refusal {
	e := s.effectsOf(login, scenario)
	if e.signIn != nil {
		r := *e.signIn
		return &r
	}
	if r := e.refusals[atEvery]; r != nil && r.name != "" {
		return &widget.Refusal{Name: r.name, Message: r.message, Retry: true}
	}
	return nil
}

func (a authority) Window(id string) (widget.Window, *widget.Refusal) {
	var w widget.Window
	r := a.state.withWindow(id, func(at *attempt) *widget.Refusal {
		w = widget.Window{Target: at.target, CodeNeeded: !at.coded, ChooseNeeded: len(at.customer.Accounts)+len(at.customer.Cards) > 0,
			Repeated: repeated(at), Locale: at.request.Locale, Back: a.wayBack(at)}
		if len(at.customer.Owners) > 0 {
			w.Customer = at.customer.Owners[0].Name
		}
		return nil
	})
	return w, r
}

// repeated tells whether the sign-in grants repeated access.
func repeated(at *attempt) bool {
	mode := strings.ToUpper(at.request.PSD2.AccessMode)
	return at.target.Multiple && (mode == "MULTIPLE" || mode == "MIXED")
}

func (a authority) Code(id, code string) *widget.Refusal {
	return a.state.withWindow(id, func(at *attempt) *widget.Refusal {
		if at.coded || subtle.ConstantTimeCompare([]byte(at.customer.Code), []byte(strings.TrimSpace(code))) == 1 {
			at.coded = true
			return nil
		}
		if at.tries++; at.tries >= wrongCodes {
			r := speak(exceptionNamed("AccessTemporarilyBlocked").widgetRefusal(), at.target.Country)
			a.state.closeWindow(at, widget.Status{Refused: r})
			return r
		}
		return &widget.Refusal{Name: "InvalidCredentials", Message: "Code is invalid.", Retry: true}
	})
}

func (a authority) Accounts(id string) ([]widget.AccountChoice, *widget.Refusal) {
	var all []widget.AccountChoice
	r := a.state.withWindow(id, func(at *attempt) *widget.Refusal {
		if !at.coded {
			return &widget.Refusal{Name: "NotSignedIn", Message: "The code is missing.", Retry: true}
		}
		all = choices(at.customer)
		return nil
	})
	return all, r
}

func choices(c *bank.Customer) []widget.AccountChoice {
	all := []widget.AccountChoice{}
	for _, x := range c.Accounts {
		all = append(all, widget.AccountChoice{ID: x.ID, Name: x.Name, IBAN: x.IBAN, Balance: x.Balance.String(), Currency: x.Currency})
	}
	for _, k := range c.Cards {
		all = append(all, widget.AccountChoice{ID: k.ID, Name: k.Name, Balance: k.Balance.String(), Currency: k.Currency, Card: true})
	}
	return all
}

func (a authority) Confirm(id string, chosen []string) *widget.Refusal {
	var at attempt
	r := a.state.withWindow(id, func(x *attempt) *widget.Refusal {
		if !x.coded {
			return &widget.Refusal{Name: "NotSignedIn", Message: "The code is missing.", Retry: true}
		}
		if r := checkChoice(x.customer, chosen); r != nil {
			return r
		}
		at = *x
		a.state.closeWindow(x, widget.Status{})
		return nil
	})
	if r != nil {
		return r
	}
	outcome := a.finish(&at, chosen)
	if r := a.state.withAttempt(at.id, func(x *attempt) *widget.Refusal { x.status = outcome; return nil }); r != nil {
		return r
	}
	return outcome.Refused
}

func checkChoice(c *bank.Customer, chosen []string) *widget.Refusal {
	known := map[string]bool{}
	for _, x := range choices(c) {
		known[x.ID] = true
	}
	if len(chosen) == 0 && len(known) > 0 {
		return &widget.Refusal{Name: "InvalidParameter", Message: "Choose at least one account.", Retry: true}
	}
	for _, id := range chosen {
		if !known[id] {
			return &widget.Refusal{Name: "InvalidParameter", Message: "There is no such account.", Retry: true}
		}
	}
	return nil
}

// finish opens the session that a confirmed sign-in yields, unless the scenario's bank says no at the last moment.
func (a authority) finish(at *attempt, chosen []string) widget.Status {
	if e := a.effectsOf(at.login, at.scenario); e.confirm != nil {
		return widget.Status{Refused: speak(e.confirm, at.target.Country)}
	}
	now := a.clock.Now()
	s := a.state.open(session{login: at.login, customer: at.customer, target: at.target, owner: at.request.OwnerExternalID,
		psd2: at.request.PSD2, chosen: chosen, origin: "widget"}, now)
	if at.scenario != "" {
		a.rules.setSession(s.id, at.scenario)
	}
	if repeated(at) {
		a.state.grant(s, now)
	}
	return widget.Status{SignedIn: &widget.SignedIn{Target: s.target.Name, SessionID: s.id, Signature: s.signature,
		OfficialName: s.target.OfficialName, MultipleAccessID: s.accessID}}
}

func (a authority) Cancel(id string) {
	a.state.withWindow(id, func(at *attempt) *widget.Refusal {
		a.state.closeWindow(at, widget.Status{Cancelled: true})
		return nil
	})
}

func (a authority) Status(id string) widget.Status {
	var st widget.Status
	if r := a.state.withAttempt(id, func(at *attempt) *widget.Refusal { st = at.status; return nil }); r != nil {
		st.Refused = r
	}
	return st
}
