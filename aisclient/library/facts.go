package library

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// factsAttachment is the attachment of an import that holds its facts.
const factsAttachment = "library"

// factsVersion is that of the form in which facts are saved; facts of another version are worked out anew. In 2 owners
// stand before co-owners.
const factsVersion = 2

// savedFacts is the attachment. ID is the import's: an attachment that was moved to another import says nothing there.
type savedFacts struct {
	Version  int         `json:"version"`
	ID       string      `json:"id"`
	Owners   []text.Text `json:"owners,omitempty"`
	IBANs    []string    `json:"ibans,omitempty"`
	Employer text.Text   `json:"employer,omitzero"`
	Lexicon  string      `json:"lexicon,omitempty"`
}

// Save keeps the facts of an import beside it. It needs no unlocking. It fails as archive.Store.PutAttachment does.
func Save(a Archive, id string, f Facts) error {
	b, err := json.Marshal(savedFacts{factsVersion, id, f.Owners, f.IBANs, f.Employer, f.Lexicon})
	if err != nil {
		return err
	}
	return a.PutAttachment(id, factsAttachment, b)
}

// readFacts reads what Save kept; ok is false where there is nothing that can be used.
func readFacts(a Archive, id string) (f Facts, ok bool) {
	b, err := a.Attachment(id, factsAttachment)
	if err != nil {
		return f, false
	}
	var s savedFacts
	if json.Unmarshal(b, &s) != nil || s.Version != factsVersion || s.ID != id {
		return f, false
	}
	return Facts{s.Owners, s.IBANs, s.Employer, s.Lexicon}, true
}

// FactsOf works out the facts of an import from its rows. The error is the context's.
func FactsOf(ctx context.Context, c *insight.Cache) (Facts, error) {
	a, err := c.Analysis(ctx)
	if err != nil {
		return Facts{}, err
	}
	f := factsOf(a.Ledger)
	f.Lexicon = a.Lexicon.Version()
	f.Employer, err = employer(ctx, a)
	return f, err
}

// factsOf is what the heads of accounts say.
func factsOf(l *ledger.Ledger) (f Facts) {
	if imp := l.Import(); imp != nil {
		for i := range imp.Targets {
			for _, o := range imp.Targets[i].Owners {
				f.addOwner(o.Name)
			}
		}
	}
	for _, s := range l.Sources() {
		for _, o := range s.Owners {
			f.addOwner(o)
		}
		f.addIBAN(text.First(s.IBAN, s.Number))
	}
	if second := coOwners(l.Import()); len(second) > 0 {
		slices.SortStableFunc(f.Owners, func(a, b text.Text) int { return second[text.Fold(a.String())] - second[text.Fold(b.String())] })
	}
	return f
}

// coOwners has 1 for the folded name of everybody who is a CO_OWNER of something and the OWNER of nothing, 0 for others. The
// order of owners in a reply means nothing (provider 4.3).
func coOwners(imp *aisclient.Import) map[string]int {
	if imp == nil {
		return nil
	}
	second, first := map[string]int{}, map[string]bool{}
	note := func(owners []aisclient.Owner) {
		for _, o := range owners {
			switch name := text.Fold(o.Name.String()); o.Kind {
			case aisclient.KindCoOwner:
				second[name] = 1
			case aisclient.KindOwner, aisclient.KindCompany:
				first[name] = true
			}
		}
	}
	for i := range imp.Targets {
		t := &imp.Targets[i]
		note(t.Owners)
		for j := range t.Accounts {
			note(t.Accounts[j].Owners)
		}
		for j := range t.CreditCards {
			note(t.CreditCards[j].Owners)
		}
	}
	for name := range first {
		delete(second, name)
	}
	return second
}

// People are the owners whom a ledger names, joined with commas.
func People(l *ledger.Ledger) string { return strings.Join(texts(Owners(l)), ", ") }

// Owners are the people and companies whom a ledger names, each once, owners before co-owners.
func Owners(l *ledger.Ledger) []text.Text { return factsOf(l).Owners }

func texts(all []text.Text) []string {
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = t.String()
	}
	return out
}

// addOwner adds a name unless it is there, in whatever case.
func (f *Facts) addOwner(name text.Text) {
	same := func(o text.Text) bool { return text.Fold(o.String()) == text.Fold(name.String()) }
	if !name.Empty() && !slices.ContainsFunc(f.Owners, same) {
		f.Owners = append(f.Owners, name)
	}
}

func (f *Facts) addIBAN(number text.Text) {
	if n := strings.ToUpper(bare(number.String())); n != "" && !slices.Contains(f.IBANs, n) {
		f.IBANs = append(f.IBANs, n)
	}
}

// bare is an account number without what people and banks put between its digits.
func bare(s string) string { return strings.NewReplacer(" ", "", "-", "", ".", "").Replace(s) }

// employer is who pays the largest salary, in the currency with the most rows that has one. Who pays a pension, or a company for
// its work, employs nobody.
func employer(ctx context.Context, a *insight.Analysis) (text.Text, error) {
	streams, err := a.Streams(ctx, insight.Scope{})
	if err != nil {
		return text.Text{}, err
	}
	for _, currency := range byRows(a, streams.Currencies()) {
		income, err := streams.Income(ctx, stream.Scope{Currency: currency})
		if err != nil {
			return text.Text{}, err
		}
		for _, share := range income.Streams {
			if share.Category == category.Salary {
				return text.Clean(share.Name), nil
			}
		}
	}
	return text.Text{}, nil
}

// byRows orders currencies by how many rows are in them, the most first.
func byRows(a *insight.Analysis, currencies []aisclient.Currency) []aisclient.Currency {
	rows := map[aisclient.Currency]int{}
	for i := range a.Ledger.Sources() {
		s := &a.Ledger.Sources()[i]
		rows[s.Currency] += s.Rows()
	}
	slices.SortStableFunc(currencies, func(x, y aisclient.Currency) int { return rows[y] - rows[x] })
	return currencies
}
