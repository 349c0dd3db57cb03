package stream

import (
	"slices"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/party"
)

// titleNames reports whether the titles of a stream name who pays, as banks write them that have no field for it: no row that comes
// in on the account has a counterparty, and an office or a firm with its legal form stands in the title. Nothing goes out with a
// word that tells the firm from others: whether it goes back could not be told.
func (s judge) titleNames(st *Stream) bool {
	l, last := s.in.Ledger, st.Rows[len(st.Rows)-1]
	folded := l.FoldedTitle(last)
	office := party.Office(folded)
	if !office && identity.LegalForm(l.Title(last).String()) == "" {
		return false
	}
	source := l.Sources()[l.Account(last)]
	for row := source.First; row < source.Last; row++ {
		if l.Amount(row) > 0 && l.PartyID(row) != 0 {
			return false
		}
	}
	if office {
		return true
	}
	telling := slices.DeleteFunc(identity.TellingWords(folded), func(w string) bool { return party.Neutral(w) || party.NamesPay(w) })
	return len(telling) > 0 && !slices.ContainsFunc(s.out, func(row int32) bool {
		words := party.Words(l.FoldedTitle(row) + " " + s.in.Parties.Party(s.in.Parties.Payer(row)).Key)
		return slices.ContainsFunc(telling, func(w string) bool { return slices.Contains(words, w) })
	})
}
