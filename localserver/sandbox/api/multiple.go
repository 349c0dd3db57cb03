package api

import (
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// reuseAccess opens a session without a sign-in, four times a day while the customer's consent lasts.
func reuseAccess(c *call) answer {
	id := c.params.Get("multipleAccessId")
	if id == "" {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Parameter multipleAccessId is missing.")}
	}
	from, r := c.State.UseAccess(id, c.now)
	if r != nil {
		return answer{refusal: r}
	}
	next := state.Session{Login: from.Login, Customer: from.Customer, Target: from.Target, Owner: from.Owner, PSD2: from.PSD2, Chosen: from.Chosen, Origin: "reuse"}
	name, _ := c.Overrides.For(from.ID, "")
	s := c.State.OpenSession(next, c.now)
	if _, _, sessions := c.Overrides.Snapshot(); sessions[from.ID] != "" {
		c.Overrides.SetForSession(s.ID, name)
	}
	return sessionAnswer(s)
}

// deleteAccess revokes the customer's consent.
func deleteAccess(c *call) answer {
	id := c.params.Get("multipleAccessId")
	if id == "" {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Parameter multipleAccessId is missing.")}
	}
	if !c.State.RevokeAccess(id, c.now) {
		return answer{refusal: scenario.Refuse("InvalidMultipleAccessId", "Multiple access does not exist or has expired.")}
	}
	return answer{}
}
