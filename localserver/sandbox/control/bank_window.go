package control

import (
	"crypto/subtle"
	"strings"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
	"aisdesk/localserver/sandbox/widget"
)

// wrongCodes is how many wrong one-time codes the bank forgives before it blocks.
const wrongCodes = 3

func (a backend) Window(id string) (widget.Window, *widget.Refusal) {
	var w widget.Window
	r := a.State.WithWindow(id, func(at *state.Attempt) *widget.Refusal {
		w = widget.Window{Target: at.Target, LoginNeeded: at.Customer == nil, Repeated: repeated(at), Locale: at.Request.Locale, Back: a.wayBack(at)}
		if c := at.Customer; c != nil {
			w.CodeNeeded, w.ChooseNeeded = !at.Coded, len(c.Accounts)+len(c.Cards) > 0
			if len(c.Owners) > 0 {
				w.Customer = c.Owners[0].Name
			}
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

func (a backend) BankLogin(id, typed, password string) *widget.Refusal {
	country := ""
	if r := a.State.WithWindow(id, func(at *state.Attempt) *widget.Refusal { country = at.Target.Country; return nil }); r != nil {
		return r
	}
	who := a.identify(country, typed, password)
	return a.State.WithWindow(id, func(at *state.Attempt) *widget.Refusal {
		r := speak(who.refused, country)
		switch {
		case at.Customer != nil: // signed in already
			return nil
		case r != nil && who.final: // the bank lets nobody try again on its page, and the frame tells why
			a.State.CloseWindow(at, widget.Status{Refused: r})
			ended := *r
			ended.Retry = false
			return &ended
		case r != nil:
			return r
		}
		who.enter(at)
		return nil
	})
}

func (a backend) Code(id, code string) *widget.Refusal {
	return a.State.WithWindow(id, func(at *state.Attempt) *widget.Refusal {
		if at.Customer == nil {
			return notSignedIn()
		}
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
		if at.Customer == nil || !at.Coded {
			return notSignedIn()
		}
		all = choices(at.Customer)
		return nil
	})
	return all, r
}

func notSignedIn() *widget.Refusal {
	return &widget.Refusal{Name: "NotSignedIn", Message: "The login or the code is missing.", Retry: true}
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
		if x.Customer == nil || !x.Coded {
			return notSignedIn()
		}
		if r := checkChoice(x.Customer, chosen); r != nil {
			return r
		}
		at = *x
		x.Session = "" // a further sign-in of this attempt gets a session of its own
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
	s := a.State.OpenSession(state.Session{ID: at.Session, Login: at.Login, Customer: at.Customer, Target: at.Target, Owner: at.Request.OwnerExternalID,
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
