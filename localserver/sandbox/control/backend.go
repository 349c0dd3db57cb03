package control

import (
	"crypto/subtle"
	"strings"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
	"aisdesk/localserver/sandbox/widget"
)

// backend answers the widget's questions from the sandbox's state and scenarios.
type backend struct{ *Control }

var _ widget.Authority = backend{}

// wrongCodes is how many wrong one-time codes the bank forgives before it blocks.
const wrongCodes = 3

func (a backend) KnowsClient(client string) bool { return client == a.Client }

func (a backend) Targets(country, accessMode string) []widget.Target {
	all := []widget.Target{}
	for _, l := range state.Catalogue {
		if (country == "" || country == "all" || country == l.Country) && state.Offers(l.Target, accessMode) {
			all = append(all, l.Target)
		}
	}
	return all
}

func (a backend) Begin(r widget.Request) (string, *widget.Refusal) {
	if !a.KnowsClient(r.Client) {
		return "", &widget.Refusal{Name: "InvalidParameter", Message: "Client is not known."}
	}
	if bad := state.CheckOwnerID(r.OwnerExternalID); bad != nil {
		return "", &widget.Refusal{Name: bad.Name, Message: bad.Message}
	}
	if !state.KnownAccessMode(r.PSD2.AccessMode) {
		return "", &widget.Refusal{Name: "InvalidParameter", Message: "accessMode is none of SINGLE, MULTIPLE and MIXED."}
	}
	if d := r.PSD2.MaxImportDate; d != "" {
		if _, err := bank.ParseDay(d); err != nil {
			return "", &widget.Refusal{Name: "InvalidParameter", Message: "maxImportDate is not a date of the form YYYY-MM-DD."}
		}
	}
	return a.State.AddAttempt(r, a.Clock.Now()).ID, nil
}

func (a backend) Login(id, target, typed, password string) (widget.Step, *widget.Refusal) {
	l, ok := state.FindTarget(target)
	if !ok {
		return widget.Step{}, scenario.ExceptionNamed("InvalidTarget").WidgetRefusal()
	}
	day := state.Today(a.Clock.Now())
	login, named := a.Bank.SplitLogin(day, l.Country, typed)
	customer, known := a.Bank.Customer(day, l.Country, login)
	refused := a.signInRefusal(login, named)
	var step widget.Step
	r := a.State.WithAttempt(id, func(at *state.Attempt) *widget.Refusal {
		at.Status = widget.Status{}
		switch {
		case !state.Offers(l.Target, at.Request.PSD2.AccessMode):
			return scenario.ExceptionNamed("InvalidTarget").WidgetRefusal()
		case refused != nil:
			return refused
		case !known || subtle.ConstantTimeCompare([]byte(customer.Password), []byte(password)) != 1:
			return scenario.ExceptionNamed("InvalidCredentials").WidgetRefusal()
		}
		at.Target, at.Login, at.Scenario, at.Customer = l.Target, login, named, customer
		at.Coded, at.Tries = customer.Code == "", 0
		step.Window = a.State.OpenWindow(at)
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
	said.Friendly = scenario.Translation(country, r.Name)
	return &said
}

// behaviourFor finds the scenario of somebody who signs in.
func (s *Control) behaviourFor(login, named string) *scenario.Behaviour {
	if named != "" {
		if e, err := scenario.Parse(named); err == nil {
			return e
		}
	}
	_, e := s.Overrides.For("", login)
	return e
}

// signInRefusal is the widget's error that the scenario has after login and password.
func (s *Control) signInRefusal(login, named string) *widget.Refusal {
	e := s.behaviourFor(login, named)
	if e.SignIn != nil {
		r := *e.SignIn
		return &r
	}
	if r := e.Refusals[scenario.AtEvery]; r != nil && r.Name != "" {
		return &widget.Refusal{Name: r.Name, Message: r.Message, Retry: true}
	}
	return nil
}

func (a backend) Window(id string) (widget.Window, *widget.Refusal) {
	var w widget.Window
	r := a.State.WithWindow(id, func(at *state.Attempt) *widget.Refusal {
		w = widget.Window{Target: at.Target, CodeNeeded: !at.Coded, ChooseNeeded: len(at.Customer.Accounts)+len(at.Customer.Cards) > 0,
			Repeated: repeated(at), Locale: at.Request.Locale, Back: a.wayBack(at)}
		if len(at.Customer.Owners) > 0 {
			w.Customer = at.Customer.Owners[0].Name
		}
		return nil
	})
	return w, r
}

// repeated tells whether the sign-in grants repeated access.
func repeated(at *state.Attempt) bool {
	mode := strings.ToUpper(at.Request.PSD2.AccessMode)
	return at.Target.Multiple && (mode == "MULTIPLE" || mode == "MIXED")
}

func (a backend) Code(id, code string) *widget.Refusal {
	return a.State.WithWindow(id, func(at *state.Attempt) *widget.Refusal {
		if at.Coded || subtle.ConstantTimeCompare([]byte(at.Customer.Code), []byte(strings.TrimSpace(code))) == 1 {
			at.Coded = true
			return nil
		}
		if at.Tries++; at.Tries >= wrongCodes {
			r := speak(scenario.ExceptionNamed("AccessTemporarilyBlocked").WidgetRefusal(), at.Target.Country)
			a.State.CloseWindow(at, widget.Status{Refused: r})
			return r
		}
		return &widget.Refusal{Name: "InvalidCredentials", Message: "Code is invalid.", Retry: true}
	})
}

func (a backend) Accounts(id string) ([]widget.AccountChoice, *widget.Refusal) {
	var all []widget.AccountChoice
	r := a.State.WithWindow(id, func(at *state.Attempt) *widget.Refusal {
		if !at.Coded {
			return &widget.Refusal{Name: "NotSignedIn", Message: "The code is missing.", Retry: true}
		}
		all = choices(at.Customer)
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

func (a backend) Confirm(id string, chosen []string) *widget.Refusal {
	var at state.Attempt
	r := a.State.WithWindow(id, func(x *state.Attempt) *widget.Refusal {
		if !x.Coded {
			return &widget.Refusal{Name: "NotSignedIn", Message: "The code is missing.", Retry: true}
		}
		if r := checkChoice(x.Customer, chosen); r != nil {
			return r
		}
		at = *x
		a.State.CloseWindow(x, widget.Status{})
		return nil
	})
	if r != nil {
		return r
	}
	outcome := a.finish(&at, chosen)
	if r := a.State.WithAttempt(at.ID, func(x *state.Attempt) *widget.Refusal { x.Status = outcome; return nil }); r != nil {
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
func (a backend) finish(at *state.Attempt, chosen []string) widget.Status {
	if e := a.behaviourFor(at.Login, at.Scenario); e.Confirm != nil {
		return widget.Status{Refused: speak(e.Confirm, at.Target.Country)}
	}
	now := a.Clock.Now()
	s := a.State.OpenSession(state.Session{Login: at.Login, Customer: at.Customer, Target: at.Target, Owner: at.Request.OwnerExternalID,
		PSD2: at.Request.PSD2, Chosen: chosen, Origin: "widget"}, now)
	if at.Scenario != "" {
		a.Overrides.SetForSession(s.ID, at.Scenario)
	}
	if repeated(at) {
		a.State.GrantAccess(s, now)
	}
	return widget.Status{SignedIn: &widget.SignedIn{Target: s.Target.Name, SessionID: s.ID, Signature: s.Signature,
		OfficialName: s.Target.OfficialName, MultipleAccessID: s.AccessID}}
}

func (a backend) Cancel(id string) {
	a.State.WithWindow(id, func(at *state.Attempt) *widget.Refusal {
		a.State.CloseWindow(at, widget.Status{Cancelled: true})
		return nil
	})
}

func (a backend) Status(id string) widget.Status {
	var st widget.Status
	if r := a.State.WithAttempt(id, func(at *state.Attempt) *widget.Refusal { st = at.Status; return nil }); r != nil {
		st.Refused = r
	}
	return st
}
