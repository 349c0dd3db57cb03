package verdict

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/tui/pane"
)

// noPolicy answers the key of policies where there are none.
func noPolicy(none bool) string {
	if none {
		return ""
	}
	return "no policy is set: write [policy.NAME] into the config file"
}

// nextPolicy puts the claims of the next policy in the place of those of the one before; past the last one none is
// asked. Other claims stay.
func (p *editing) nextPolicy() tea.Cmd {
	if p.unread() {
		return nil
	}
	all := p.env.Policies
	at := slices.IndexFunc(all, func(x policy.Policy) bool { return x.Name == p.policy })
	claims := p.claims.List()
	if at >= 0 {
		claims = slices.DeleteFunc(claims, func(c verify.Claim) bool { return slices.Contains(all[at].Claims, c) })
	}
	p.policy = ""
	said := "no policy is checked any more"
	if at++; at < len(all) {
		p.policy, claims = all[at].Name, policy.Join(claims, all[at].Claims)
		said = "the claims of the policy " + p.policy + " are added; u undoes it"
	}
	return tea.Batch(p.change(app.NewClaimSet(claims)), p.env.Inform(pane.Info, said))
}
