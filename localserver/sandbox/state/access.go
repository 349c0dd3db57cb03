package state

import (
	"time"

	"aisdesk/localserver/sandbox/scenario"
)

// GrantAccess lets the session's customer be imported again without a sign-in.
func (st *State) GrantAccess(s *Session, now time.Time) {
	st.mu.Lock()
	defer st.mu.Unlock()
	s.AccessID = Digest(st.seed, "access "+s.ID, 40)
	st.accesses[s.AccessID] = &access{id: s.AccessID, session: s, expires: now.Add(multipleAccessLife), uses: map[string]int{}}
}

// UseAccess counts one reuse.
func (st *State) UseAccess(id string, now time.Time) (*Session, *scenario.Refusal) {
	st.mu.Lock()
	defer st.mu.Unlock()
	a := st.accesses[id]
	if a == nil || now.After(a.expires) {
		return nil, scenario.Refuse("InvalidMultipleAccessId", "Multiple access does not exist or has expired.")
	}
	day := now.UTC().Format(time.DateOnly)
	if a.uses[day] >= multipleAccessPerDay {
		return nil, scenario.Refuse("MultipleAccessLimitExceeded", "Multiple access limit exceeded.")
	}
	a.uses[day]++
	return a.session, nil
}

// RevokeAccess ends a repeated access and reports whether there was one.
func (st *State) RevokeAccess(id string, now time.Time) bool {
	st.mu.Lock()
	defer st.mu.Unlock()
	a := st.accesses[id]
	if a == nil || now.After(a.expires) {
		return false
	}
	delete(st.accesses, id)
	return true
}
