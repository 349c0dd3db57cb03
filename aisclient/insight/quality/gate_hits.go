package quality

import (
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// gates finds every gate that acts. Those that depend on the claim (OwnerUnknown, OtherCurrency) are the claim's to find.
func (in *Input) gates(r *Report) []Hit {
	var hits []Hit
	for _, find := range []func(*Report) []Hit{in.notWhole, in.short, in.gapHits, in.breakHits, in.headerHits, in.duplicateHits, in.unknownHits,
		func(*Report) []Hit { return mainAccount{in}.notMain(nil) }, in.noLexicon, in.fileOnly, in.absent, in.emptyHits} {
		hits = append(hits, find(r)...)
	}
	return hits
}

func (in *Input) notWhole(r *Report) []Hit {
	var hits []Hit
	for _, what := range in.Missing {
		hits = append(hits, Hit{Gate: NotWhole, Sentence: what, Ask: "Restore it from a copy of the archive, or import the data again."})
	}
	l := in.Ledger
	if !l.Complete() {
		why := "The reply is still being read."
		if l.Err() != nil {
			why = "The reply could not be read to its end (" + l.Err().Error() + ")."
		}
		hits = append(hits, Hit{Gate: NotWhole, Sentence: why, Ask: "Import the data again."})
	}
	if why := unfinished(l.Import()); why != "" {
		hits = append(hits, Hit{Gate: NotWhole, Sentence: why, Ask: "Import the data again."})
	}
	for i := range r.Accounts {
		a := &r.Accounts[i]
		if a.Cut {
			hits = append(hits, Hit{Gate: NotWhole, Sources: []int{i}, Sentence: fmt.Sprintf("The provider cut the history of %s short.", a.Label), Ask: "Import the data again."})
		}
		if n := len(a.Placeholder); n > 0 {
			hits = append(hits, Hit{Gate: NotWhole, Sources: []int{i}, Rows: a.Placeholder, Ask: "Ask for the bank's own statement with the days of these rows.",
				Sentence: fmt.Sprintf("In %s %s no date that can be true.", a.Label, english.Plural(n, "row has", "rows have"))})
		}
		if h, ok := in.unreadHit(a); ok {
			hits = append(hits, h)
		} else if s := &l.Sources()[i]; s.Currency.Unknown() && (a.Rows > 0 || s.Balance != nil && *s.Balance != 0) {
			hits = append(hits, Hit{Gate: NotWhole, Sources: []int{i}, Ask: "Ask in which currency the account is.",
				Sentence: fmt.Sprintf("The currency of %s is not known: it may be any, and its amounts belong to no sum.", a.Label)})
		}
	}
	if what := unread(l, false); len(what) > 0 {
		hits = append(hits, Hit{Gate: NotWhole, Sentence: fmt.Sprintf("A part of the reply could not be read (%s).", what[0]), Ask: lookAtReply})
	}
	return hits
}

// absent are the applicants who did not sign in: of their money and debts only what others share with them can be seen.
func (in *Input) absent(*Report) (hits []Hit) {
	for _, name := range in.Absent {
		hits = append(hits, Hit{Gate: NoImport, Person: name, Sentence: fmt.Sprintf("%s has no import in the case: of this applicant only what others' logins show is here.", name),
			Ask: fmt.Sprintf("Import the accounts of %s, who signs in for that.", name)})
	}
	return hits
}

const lookAtReply = "Import the data again, or look at the reply."

// unreadHit says what of an account could not be read: its other figures stay, but prove nothing alone.
func (in *Input) unreadHit(a *Account) (Hit, bool) {
	cells := unreadCells(in.Ledger, a)
	if len(cells) == 0 {
		return Hit{}, false
	}
	return Hit{Gate: NotWhole, Sources: []int{a.Source}, Rows: a.Unread, Ask: lookAtReply,
		Sentence: fmt.Sprintf("In %s %s could not be read, first %s.", a.Label, english.Plural(len(cells), "field", "fields"), cells[0])}, true
}

// unfinished says how an import ended that did not succeed: what it holds may be a part. It is empty for one that did.
func unfinished(imp *aisclient.Import) string {
	if imp == nil || imp.Command == nil {
		return ""
	}
	switch c := imp.Command; {
	case c.Exception != nil:
		return fmt.Sprintf("The import met an error (%s).", text.Clean(c.Exception.Name))
	case c.State != "" && c.State != aisclient.StateSuccessful:
		return fmt.Sprintf("The import did not succeed: its state is %q.", text.Clean(string(c.State)))
	}
	return ""
}

func (in *Input) short(r *Report) []Hit {
	var hits []Hit
	for i := range r.Accounts {
		a := &r.Accounts[i]
		if !a.Short {
			continue
		}
		s := fmt.Sprintf("The data of %s covers no day.", a.Label)
		if a.Covers.From != 0 {
			s = fmt.Sprintf("The data of %s covers only %s, from %s to %s: fewer than %d.", a.Label, english.Plural(a.Covers.Days()-1, "day", "days"), a.Covers.From, a.Covers.To, in.Rules.Quality.CoverageDays)
		}
		hits = append(hits, Hit{Gate: ShortCoverage, Sources: []int{i}, Sentence: s, Ask: fmt.Sprintf("Ask for the history of at least %d days.", in.Rules.Quality.CoverageDays)})
	}
	return hits
}

func (in *Input) gapHits(r *Report) []Hit {
	var hits []Hit
	for i := range r.Accounts {
		for _, g := range r.Accounts[i].Gaps {
			hits = append(hits, Hit{Gate: InGap, Sources: []int{i}, Span: g, Ask: "Ask for the missing months.",
				Sentence: fmt.Sprintf("%s has no row from %s to %s, %s.", r.Accounts[i].Label, g.From, g.To, english.Plural(g.Days(), "day", "days"))})
		}
	}
	return hits
}

func (in *Input) breakHits(r *Report) []Hit {
	var hits []Hit
	for i := range r.Accounts {
		a := &r.Accounts[i]
		if n := len(a.Breaks); n > 0 {
			b := a.Breaks[0]
			h := Hit{Gate: ChainBreak, Sources: []int{i}, Currency: a.Currency, Ask: "Ask for the bank's own statement of these days.",
				Sentence: fmt.Sprintf("In %s the balances do not follow from the rows on %s, first on %s by %s %s.", a.Label, english.Plural(n, "day", "days"), b.Day, b.Size, a.Currency)}
			for _, b := range a.Breaks {
				h.Rows = append(h.Rows, b.Rows...)
			}
			hits = append(hits, h)
		}
		if of, ok := in.repeats(i); ok && in.disagree(i, of) {
			hits = append(hits, Hit{Gate: ChainBreak, Sources: []int{i, of}, Currency: a.Currency, Ask: "Ask for the balance of that day.",
				Sentence: fmt.Sprintf("%s is in the reply twice, with different balances.", a.Label)})
		}
	}
	return hits
}

func (in *Input) repeats(source int) (int, bool) {
	if in.Facts.Repeats == nil {
		return -1, false
	}
	return in.Facts.Repeats(source)
}

func (in *Input) disagree(a, b int) bool {
	x, y := in.Ledger.Sources()[a].Balance, in.Ledger.Sources()[b].Balance
	return x != nil && y != nil && *x != *y
}

func (in *Input) headerHits(r *Report) []Hit {
	var hits []Hit
	for i := range r.Accounts {
		a := &r.Accounts[i]
		if d := a.Header; d != nil {
			hits = append(hits, Hit{Gate: HeaderContradicts, Sources: []int{i}, Currency: a.Currency, Ask: "Ask for the balance of that day.",
				Sentence: fmt.Sprintf("The bank says that %s holds %s %s, but its rows end at %s %s on %s.", a.Label, d.Header, a.Currency, d.Chain, a.Currency, d.Day)})
		}
	}
	return hits
}

func (in *Input) duplicateHits(r *Report) []Hit {
	if in.Facts.Twice == nil {
		return nil
	}
	var hits []Hit
	for i := range r.Accounts {
		s := &in.Ledger.Sources()[i]
		h := Hit{Gate: Duplicates, Sources: []int{i}, Currency: s.Currency, Ask: "Ask whether these payments were made twice."}
		for row := s.First; row < s.Last; row++ {
			if in.Facts.Twice(row) {
				h.Rows = append(h.Rows, row)
			}
		}
		if n := len(h.Rows); n > 0 {
			h.Sentence = fmt.Sprintf("%s of %s %s, and no balances tell whether the payment was made twice.", english.Plural(n, "row", "rows"), r.Accounts[i].Label, map[bool]string{true: "repeats another one", false: "repeat other ones"}[n == 1])
			hits = append(hits, h)
		}
	}
	return hits
}

func (in *Input) unknownHits(r *Report) []Hit {
	var hits []Hit
	for i := range r.Accounts {
		if rows := r.Accounts[i].Unknown; len(rows) > 0 {
			hits = append(hits, Hit{Gate: UnknownStatus, Sources: []int{i}, Rows: rows, Ask: "Ask whether these payments were booked.",
				Sentence: fmt.Sprintf("In %s %s a status that is not known, such as %q.", r.Accounts[i].Label, english.Plural(len(rows), "row has", "rows have"), in.Ledger.Status(rows[0]).String())})
		}
	}
	return hits
}

// fileOnly finds the accounts that prove nothing by themselves, one hit for each reason.
func (in *Input) fileOnly(r *Report) []Hit {
	if in.FileOnly == nil {
		return nil
	}
	var hits []Hit
	says := func(source int) *Hit {
		why := in.FileOnly(source)
		if why == "" {
			return nil
		}
		said := "It proves nothing by itself: " + why + "."
		k := slices.IndexFunc(hits, func(h Hit) bool { return h.Sentence == said })
		if k < 0 {
			k = len(hits)
			hits = append(hits, Hit{Gate: FileOnly, Sentence: said, Ask: "Ask for an import of the account from the bank."})
		}
		return &hits[k]
	}
	for i := range r.Accounts {
		if h := says(i); h != nil {
			h.Sources = append(h.Sources, i)
		}
	}
	if len(r.Accounts) == 0 {
		says(-1)
	}
	return hits
}

// emptyHits note an empty account beside one with rows: it has nothing to show, and takes nothing away.
func (in *Input) emptyHits(r *Report) []Hit {
	full := false
	for i := range r.Accounts {
		full = full || r.Accounts[i].Rows > 0
	}
	var hits []Hit
	for i := range r.Accounts {
		if a := &r.Accounts[i]; full && a.Empty && a.Current {
			hits = append(hits, Hit{Gate: EmptyAccount, Sources: []int{i}, Sentence: fmt.Sprintf("%s is empty.", a.Label)})
		}
	}
	return hits
}
