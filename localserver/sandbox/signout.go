package sandbox

// signOut works at the few targets that offer it. The refusal names the owner, as the provider's does.
func signOut(c *call) answer {
	s, r := c.signedSession()
	if r != nil {
		return answer{refusal: r}
	}
	l, _ := listed(s.target.Name)
	if !l.signOut {
		return answer{owner: s.owner, refusal: refuse("CommandNotAvailable", "Command SignOutCommand is not available for target "+s.target.Name+".")}
	}
	id := c.state.signOut(s)
	return answer{status: 202, owner: s.owner, schema: "command_setup.xsd", xml: func(x *xmlWriter) {
		x.open("command", attr{"id", id}, attr{"state", "setup"}, attr{"name", "SignOutCommand"})
		writeProgress(x, 0)
		x.close("command")
	}}
}

// signOut ends a session; the command that does it has a number but no result.
func (st *state) signOut(s *session) string {
	st.mu.Lock()
	defer st.mu.Unlock()
	if s.command == nil {
		s.expires = s.created
	}
	return st.number()
}
