package control

import (
	"crypto/subtle"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
	"aisdesk/localserver/sandbox/widget"
)

// backend answers the widget's questions from the sandbox's state and scenarios.
type backend struct{ *Control }

var _ widget.Authority = backend{}

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

func (a backend) Choose(id, target string) (widget.Step, *widget.Refusal) {
	l, ok := state.FindTarget(target)
	if !ok {
		return widget.Step{}, scenario.ExceptionNamed("InvalidTarget").WidgetRefusal()
	}
	var step widget.Step
	r := a.State.WithAttempt(id, func(at *state.Attempt) *widget.Refusal {
		if !state.Offers(l.Target, at.Request.PSD2.AccessMode) {
			return scenario.ExceptionNamed("InvalidTarget").WidgetRefusal()
		}
		a.State.ChooseTarget(at, l.Target)
		step.SessionID = at.Session
		if l.LoginAtBank() {
			step.Window = a.State.OpenWindow(at)
		}
		return nil
	})
	return step, speak(r, l.Country)
}

func (a backend) Login(id, target, typed, password string) (widget.Step, *widget.Refusal) {
	l, ok := state.FindTarget(target)
	if !ok {
		return widget.Step{}, scenario.ExceptionNamed("InvalidTarget").WidgetRefusal()
	}
	who := a.identify(l.Country, typed, password)
	var step widget.Step
	r := a.State.WithAttempt(id, func(at *state.Attempt) *widget.Refusal {
		switch {
		case !state.Offers(l.Target, at.Request.PSD2.AccessMode):
			return scenario.ExceptionNamed("InvalidTarget").WidgetRefusal()
		case l.LoginAtBank():
			return scenario.ExceptionNamed("UnsupportedLoginMethod").WidgetRefusal()
		}
		a.State.ChooseTarget(at, l.Target)
		step.SessionID = at.Session
		if who.refused != nil {
			return who.refused
		}
		who.enter(at)
		step.Window = a.State.OpenWindow(at)
		return nil
	})
	return step, speak(r, l.Country)
}

// identified is who signs in with a login and password, or why nobody does.
type identified struct {
	login, scenario string
	customer        *bank.Customer
	refused         *widget.Refusal
	final           bool // the scenario refuses, whatever is typed
}

func (s *Control) identify(country, typed, password string) identified {
	day := state.Today(s.Clock.Now())
	var w identified
	w.login, w.scenario = s.Bank.SplitLogin(day, country, typed)
	customer, known := s.Bank.Customer(day, country, w.login)
	w.customer, w.refused = customer, s.signInRefusal(w.login, w.scenario)
	w.final = w.refused != nil
	if !w.final && (!known || subtle.ConstantTimeCompare([]byte(customer.Password), []byte(password)) != 1) {
		w.refused = scenario.ExceptionNamed("InvalidCredentials").WidgetRefusal()
	}
	return w
}

// enter signs in to the attempt; the state's lock is held.
func (w identified) enter(at *state.Attempt) {
	at.Login, at.Scenario, at.Customer = w.login, w.scenario, w.customer
	at.Coded, at.Tries = w.customer.Code == "", 0
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
