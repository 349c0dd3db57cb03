package verify

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/ledger"
)

// Report is a verification written down. The same input and versions give the same bytes.
type Report struct {
	Made     aisclient.Date    `json:"made"`
	AsOf     aisclient.Date    `json:"dataAsOf,omitzero"` // the day the data is from
	Rules    string            `json:"rules"`             // the version of the rules
	Lexicon  LexiconUsed       `json:"lexicon"`
	Policy   string            `json:"policy,omitempty"` // the named set of claims that was checked as a whole
	Banks    []string          `json:"banks"`
	Owners   []string          `json:"owners"`
	Person   []string          `json:"person"` // whom the verification is about; empty: whoever owns the accounts
	Rows     int               `json:"rows"`
	Totals   []ledger.Totals   `json:"totals"`
	NoSum    []insight.NoSum   `json:"inNoSum,omitempty"` // rows that are in none of the totals
	Verdict  Verdict           `json:"verdict"`
	Checks   []Check           `json:"checks"`
	Quality  []AccountQuality  `json:"quality"`
	Left     []LeftOut         `json:"leftOut"`  // accounts that are not the person's: in no sum
	Gates    []quality.Hit     `json:"gates"`    // what is wrong with the data of the person's accounts
	Withheld int               `json:"withheld"` // rows whose titles reports keep back
	Notable  []insight.Finding `json:"notable"`  // findings of level note and warn; nil while not looked for
}

// LexiconUsed says by which words the rows were read.
type LexiconUsed struct {
	Version string   `json:"version"`
	Hash    string   `json:"hash"`
	User    []string `json:"userEntries,omitempty"` // entries of the user's own that decided rows
}

// AccountQuality is how far one account can be relied on.
type AccountQuality struct {
	quality.Account
	Theirs bool `json:"theirs"` // it is the person's
}

// describe fills in what depends on the person.
func (e *evidence) describe(r *Report) {
	r.Person, r.Left = append([]string{}, e.scope.names...), append([]LeftOut{}, e.scope.left...)
	if !e.scope.claimed { // whom only files name is nobody verified, nor an applicant without an account
		r.Person = slices.DeleteFunc(r.Person, func(name string) bool { return e.ProvesNothing() || len(e.Applicants) > 0 && !e.owner(name) })
	}
	r.Gates = []quality.Hit{}
	for _, h := range e.gates {
		if len(h.Sources) == 0 || slices.ContainsFunc(h.Sources, e.scope.has) {
			r.Gates = append(r.Gates, h)
		}
	}
	r.Quality = make([]AccountQuality, len(e.Quality.Accounts))
	for i, a := range e.Quality.Accounts {
		r.Quality[i] = AccountQuality{a, e.scope.has(i)}
	}
	for row := range int32(e.Ledger.Len()) {
		if e.Special(row) != nil {
			r.Withheld++
		}
	}
}

// owner reports whether the bank names somebody, or somebody close, for an account that is the person's.
func (e *evidence) owner(name string) bool {
	return slices.ContainsFunc(e.holders, func(h holder) bool { return h.owns() && e.scope.has(h.source) && oneOf([]string{name}, h) })
}

// Partial says why the data is not complete, as a sentence; empty if it is.
func (r *Report) Partial() string {
	for _, h := range r.Gates {
		if h.Gate == quality.NotWhole {
			return h.Sentence
		}
	}
	return ""
}

func banks(l *ledger.Ledger) []string {
	names := []string{}
	seen := map[string]bool{}
	for i := range l.Sources() {
		if n := l.Sources()[i].TargetName.String(); n != "" && !seen[n] {
			seen[n] = true
			names = append(names, n)
		}
	}
	return names
}
