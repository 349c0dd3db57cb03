package sandbox

import (
	"cmp"
	"strings"

	"aisdesk/localserver/sandbox/widget"
)

// mockSession is the sign-in without a browser that the test environment offers. Beyond the provider's parameters it
// knows target and scenario.
func mockSession(c *call) answer {
	country := strings.ToLower(c.params.Get("country"))
	multiple := strings.EqualFold(c.params.Get("multipleAccess"), "true")
	for _, name := range []string{"login", "country"} {
		if c.params.Get(name) == "" {
			return answer{refusal: refuse("InvalidParameter", "Parameter "+name+" is missing.")}
		}
	}
	if m := c.params.Get("multipleAccess"); m != "" && !strings.EqualFold(m, "true") && !strings.EqualFold(m, "false") {
		return answer{refusal: refuse("InvalidParameter", "Parameter multipleAccess is neither true nor false.")}
	}
	owner := c.params.Get("ownerExternalId")
	if r := checkOwner(owner); r != nil {
		return answer{refusal: r}
	}
	target, ok := mockTarget(country, c.params.Get("target"), multiple)
	if !ok {
		return answer{refusal: refuse("InvalidTarget", "There is no mock bank in country "+country+".")}
	}
	s, r := c.signIn(c.params.Get("login"), target, owner, widget.PSD2{}, "mock")
	if r != nil {
		return answer{refusal: r}
	}
	c.session = s
	if name := c.params.Get("scenario"); name != "" {
		if err := c.rules.setSession(s.id, name); err != nil {
			return answer{refusal: refuse("InvalidParameter", err.Error())}
		}
	}
	if multiple {
		c.state.grant(s, c.now)
	}
	return sessionAnswer(s)
}

// mockTarget is the country's mock bank: the PSD2 one if repeated access is wanted or if there is no other.
func mockTarget(country, name string, multiple bool) (widget.Target, bool) {
	var found widget.Target
	for _, t := range catalogue {
		if t.Country != country || t.Institution != "KontoBank" {
			continue
		}
		switch {
		case name != "":
			if t.Name == name {
				return t.Target, true
			}
		case found.Name == "" || t.PSD2 == multiple:
			found = t.Target
		}
	}
	return found, found.Name != ""
}

// signIn opens a session for a login whose scenario lets it in.
func (c *call) signIn(typed string, t widget.Target, owner string, psd2 widget.PSD2, origin string) (*session, *refusal) {
	day := today(c.now)
	login, scenario := c.bank.login(day, t.Country, typed)
	name, e := c.rules.of("", login)
	if scenario != "" {
		parsed, err := parseScenario(scenario)
		if err != nil {
			return nil, refuse("InvalidCredentials", "Login or password is invalid.")
		}
		name, e = scenario, parsed
	}
	if r := cmp.Or(e.refusals[atEvery], e.refusals[atMock]); r != nil {
		return nil, c.spoken(r.in(t.Country))
	}
	customer, ok := c.bank.customer(day, t.Country, login)
	if !ok {
		return nil, refuse("InvalidCredentials", "Login or password is invalid.")
	}
	s := c.state.open(session{login: login, customer: customer, target: t, owner: owner, psd2: psd2, origin: origin}, c.now)
	if scenario != "" {
		c.rules.setSession(s.id, name)
	}
	return s, nil
}

// spoken fills in a refusal that depends on the caller.
func (c *call) spoken(r *refusal) *refusal {
	if r.comment != "" {
		return c.unauthorized(c.r.Header.Get("X-Api-Key"))
	}
	return r
}

// checkOwner refuses ids that could not be written back.
func checkOwner(id string) *refusal {
	if len(id) > 255 || strings.ContainsFunc(id, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0xfffd }) {
		return refuse("InvalidOwnerExternalId", "Parameter ownerExternalId is malformed.").with(400)
	}
	return nil
}

func (r *refusal) with(status int) *refusal { r.status = status; return r }

func sessionAnswer(s *session) answer {
	return answer{schema: "session.xsd", xml: func(x *xmlWriter) {
		at := []attr{{"id", s.id}, {"signature", s.signature}}
		if s.accessID == "" {
			x.empty("session", at...)
			return
		}
		x.open("session", at...)
		x.leaf("multipleAccessId", s.accessID)
		x.close("session")
	}}
}

func health(c *call) answer {
	return answer{json: map[string]string{"status": "UP"}}
}
