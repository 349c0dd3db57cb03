package api

import (
	"cmp"
	"strings"

	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
	"aisdesk/localserver/sandbox/widget"
)

// mockSession is the sign-in without a browser that the test environment offers. Beyond the provider's parameters it
// knows target and scenario.
func mockSession(c *call) answer {
	country := strings.ToLower(c.params.Get("country"))
	multiple := strings.EqualFold(c.params.Get("multipleAccess"), "true")
	for _, name := range []string{"login", "country"} {
		if c.params.Get(name) == "" {
			return answer{refusal: scenario.Refuse("InvalidParameter", "Parameter "+name+" is missing.")}
		}
	}
	if m := c.params.Get("multipleAccess"); m != "" && !strings.EqualFold(m, "true") && !strings.EqualFold(m, "false") {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Parameter multipleAccess is neither true nor false.")}
	}
	owner := c.params.Get("ownerExternalId")
	if r := state.CheckOwnerID(owner); r != nil {
		return answer{refusal: r}
	}
	target, r := c.mockTarget(country, multiple)
	if r != nil {
		return answer{refusal: r}
	}
	name := c.params.Get("scenario")
	if name != "" {
		if _, err := scenario.Parse(name); err != nil { // before there is a session: who is refused has none
			return answer{refusal: scenario.Refuse("InvalidParameter", err.Error())}
		}
	}
	s, r := c.signIn(c.params.Get("login"), target, owner, widget.PSD2{}, "mock")
	if r != nil {
		return answer{refusal: r}
	}
	c.session = s
	if name != "" {
		c.Overrides.SetForSession(s.ID, name)
	}
	if multiple {
		c.State.GrantAccess(s, c.now)
	}
	return sessionAnswer(s)
}

// mockTarget is the bank of a mock session: the one that is asked for, else the customer's in its country, else the country's mock bank.
func (c *call) mockTarget(country string, multiple bool) (widget.Target, *scenario.Refusal) {
	day, name := state.Today(c.now), c.params.Get("target")
	login, _ := c.Bank.SplitLogin(day, country, c.params.Get("login"))
	if customer, ok := c.Bank.Customer(day, country, login); ok && name == "" {
		if l, ok := state.FindTarget(customer.Bank); ok && l.Country == country {
			return l.Target, nil
		}
	}
	target, ok := state.MockTarget(country, name, multiple)
	if !ok {
		return target, scenario.Refuse("InvalidTarget", "There is no mock bank in country "+country+".")
	}
	return target, nil
}

// signIn opens a session for a login whose scenario lets it in.
func (c *call) signIn(typed string, t widget.Target, owner string, psd2 widget.PSD2, origin string) (*state.Session, *scenario.Refusal) {
	day := state.Today(c.now)
	login, named := c.Bank.SplitLogin(day, t.Country, typed)
	name, e := c.Overrides.For("", login)
	if named != "" {
		parsed, err := scenario.Parse(named)
		if err != nil {
			return nil, scenario.Refuse("InvalidCredentials", "Login or password is invalid.")
		}
		name, e = named, parsed
	}
	c.scenario = name // the request log names what struck
	if r := cmp.Or(e.Refusals[scenario.AtEvery], e.Refusals[scenario.AtMock]); r != nil {
		return nil, c.spoken(r.Translated(t.Country))
	}
	customer, ok := c.Bank.Customer(day, t.Country, login)
	if !ok {
		return nil, scenario.Refuse("InvalidCredentials", "Login or password is invalid.")
	}
	s := c.State.OpenSession(state.Session{Login: login, Customer: customer, Target: t, Owner: owner, PSD2: psd2, Origin: origin}, c.now)
	if named != "" {
		c.Overrides.SetForSession(s.ID, name)
	}
	return s, nil
}

// spoken fills in a refusal that depends on the caller.
func (c *call) spoken(r *scenario.Refusal) *scenario.Refusal {
	if r.Comment != "" {
		return c.unauthorized(c.r.Header.Get("X-Api-Key"))
	}
	return r
}

func sessionAnswer(s *state.Session) answer {
	return answer{schema: "session.xsd", xml: func(x *xmlWriter) {
		at := []attr{{"id", s.ID}, {"signature", s.Signature}}
		if s.AccessID == "" {
			x.empty("session", at...)
			return
		}
		x.open("session", at...)
		x.leaf("multipleAccessId", s.AccessID)
		x.close("session")
	}}
}

func health(c *call) answer {
	return answer{json: map[string]string{"status": "UP"}}
}
