package stream

import (
	"slices"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/party"
)

// familyFirm reports whether a payer is a trade under the name of somebody with an owner's surname, or a company under the full
// name of an owner or of whom the check is about: who pays a wage to oneself proves it by a contract only (statements 0.1, 4.3).
func (s judge) familyFirm(st *Stream, p *party.Party) bool {
	people := s.in.Parties.Owners(s.in.Ledger.Account(st.Rows[0]))
	if s.in.Name != "" {
		people = append(slices.Clone(people), s.in.Name)
	}
	return slices.ContainsFunc(people, func(who string) bool {
		return identity.RelatedFirm(st.Name, who, len(p.Hits) > 0) || identity.OwnCompany(st.Name, who)
	})
}

// familySends reports whether the titles of most rows say that the money comes from an owner or a relative.
func (s judge) familySends(st *Stream) bool {
	n := 0
	for _, row := range st.Rows {
		if s.owners(s.in.Ledger.Account(row)).SentByFamily(s.in.Ledger.Title(row).String()) {
			n++
		}
	}
	return n*2 > len(st.Rows)
}
