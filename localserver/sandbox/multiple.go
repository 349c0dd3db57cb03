package sandbox

import (
	"time"
)

// reuseAccess opens a session without a sign-in, four times a day while the customer's consent lasts.
func reuseAccess(c *call) answer {
	id := c.params.Get("multipleAccessId")
	if id == "" {
		return answer{refusal: refuse("InvalidParameter", "Parameter multipleAccessId is missing.")}
	}
	from, r := c.state.use(id, c.now)
	if r != nil {
		return answer{refusal: r}
	}
	next := session{login: from.login, customer: from.customer, target: from.target, owner: from.owner, psd2: from.psd2, chosen: from.chosen, origin: "reuse"}
	name, _ := c.rules.of(from.id, "")
	s := c.state.open(next, c.now)
	if _, _, sessions := c.rules.snapshot(); sessions[from.id] != "" {
		c.rules.setSession(s.id, name)
	}
	return sessionAnswer(s)
}

// use counts one reuse.
func (st *state) use(id string, now time.Time) (*session, *refusal) {
	st.mu.Lock()
	defer st.mu.Unlock()
	a := st.accesses[id]
	if a == nil || now.After(a.expires) {
		return nil, refuse("InvalidMultipleAccessId", "Multiple access does not exist or has expired.")
	}
	day := now.UTC().Format(time.DateOnly)
	if a.uses[day] >= multipleAccessPerDay {
		return nil, refuse("MultipleAccessLimitExceeded", "Multiple access limit exceeded.")
	}
	a.uses[day]++
	return a.session, nil
}

// deleteAccess revokes the customer's consent.
func deleteAccess(c *call) answer {
	id := c.params.Get("multipleAccessId")
	if id == "" {
		return answer{refusal: refuse("InvalidParameter", "Parameter multipleAccessId is missing.")}
	}
	if !c.state.revoke(id, c.now) {
		return answer{refusal: refuse("InvalidMultipleAccessId", "Multiple access does not exist or has expired.")}
	}
	return answer{}
}

func (st *state) revoke(id string, now time.Time) bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	a := st.accesses[id]
	if a == nil || now.After(a.expires) {
		return false
	}
	delete(st.accesses, id)
	return true
}
