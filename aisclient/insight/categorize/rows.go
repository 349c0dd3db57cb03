// Package categorize gives every row of a ledger one category, and says why: the stage that decided, the entry of the
// lexicon, the words, how far it can be relied on. It works over distinct texts; a row costs three bytes.
package categorize

import (
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
)

// Stages of a decision, in the order in which they are asked; the first that decides is taken.
const (
	OwnMoney     = 'a' // between the customer's own accounts
	Strong       = 'b' // returned payments, enforcement, collectors, lateness
	BankFact     = 'c' // the bank's own kind of the row: cash, interest, a fee
	Label        = 'd' // a label of the provider
	Counterparty = 'e' // what the other side is
	Words        = 'f' // words in context
	Recurrence   = 'g' // a neutral credit that comes every month
	Rest         = 'h' // a person, or nothing to go by
	Person       = 'p' // somebody who works on the case relabelled the row: asked before all others
)

// stageNames are the stages as a screen and a filter call them.
var stageNames = map[byte]string{OwnMoney: "own money", Strong: "strong words", BankFact: "bank's kind", Label: "label",
	Counterparty: "counterparty", Words: "words", Recurrence: "recurrence", Rest: "nothing else", Person: "a person"}

// StageName is what a stage is called.
func StageName(stage byte) string { return stageNames[stage] }

// Why is the reason for a row's category.
type Why struct {
	Stage      byte   // 'a' to 'h'
	Entry      string // the lexicon entry's id, or the provider's label; empty for none
	Words      string // the words that were found, as they stand in the row
	Confidence lexicon.Confidence
	Note       string // what else a reviewer has to know; empty for most
	Hard       bool   // a careful person would hesitate over the row
	User       bool   // the entry is the user's own
	Lookalike  bool   // letters of another script, or lost ones, stood for the words
	Joined     bool   // a word was put together over a line's end
}

// Rows are the categories of a ledger's rows. They do not change and may be used by several goroutines.
type Rows struct {
	l       *ledger.Ledger
	parties *party.Table
	lex     *lexicon.Set
	cat     []category.Category
	why     []uint16 // index into whys
	whys    []reason
	weak    map[int32][]category.Category
	labels  []labelFacts
	paid    []bool
}

// reason is a Why without what differs from row to row.
type reason struct {
	stage      byte
	confidence lexicon.Confidence
	hard       bool
	entry      *lexicon.Entry
	label      string
	words      string // that were found, as Hit.Said gives them
	note       string
}

// Len is the number of rows.
func (r *Rows) Len() int { return len(r.cat) }

// Of is the category of a row; None where its amount could not be read, since it has no direction then.
func (r *Rows) Of(row int32) category.Category { return r.cat[row] }

// Confidence is how far a row's category can be relied on.
func (r *Rows) Confidence(row int32) lexicon.Confidence { return r.whys[r.why[row]].confidence }

// Stage is the stage that decided a row, 'a' to 'h'.
func (r *Rows) Stage(row int32) byte { return r.whys[r.why[row]].stage }

// Entry is the id of the lexicon's entry, or the label, that decided a row; empty for none.
func (r *Rows) Entry(row int32) string { return r.whys[r.why[row]].id() }

// Certain reports whether a row's category is of high or medium confidence.
func (r *Rows) Certain(row int32) bool { return r.Confidence(row) >= lexicon.Medium }

// OwnWage reports whether a row is the customer's own money although its title speaks of wages (statement 4.1).
func (r *Rows) OwnWage(row int32) bool { return r.whys[r.why[row]].note == noteWageOwn }

// Weak are categories of which a row shows a weak sign beside its own: wallets and vouchers that pay for games of
// chance, a name that only the title of a transfer to a person bears. Do not change them.
func (r *Rows) Weak(row int32) []category.Category { return r.weak[row] }

func (w *reason) id() string {
	if w.entry != nil {
		return w.entry.ID
	}
	return w.label
}

// Why says why a row is what it is. It looks for the words in the row again.
func (r *Rows) Why(row int32) Why {
	w := &r.whys[r.why[row]]
	out := Why{Stage: w.stage, Entry: w.id(), Confidence: w.confidence, Note: w.note, Hard: w.hard}
	if w.entry == nil {
		return out
	}
	out.User = w.entry.User
	for _, h := range r.lex.MatchRow(r.texts(row), r.facts(row)) {
		if h.Entry == w.entry {
			out.Words, out.Lookalike, out.Joined = h.Words, h.Lookalike, h.Joined
			break
		}
	}
	return out
}

// Reason says in a few words why a row is what it is, as the ledger's column does: see Annotations for its form.
func (r *Rows) Reason(row int32) string { return r.whys[r.why[row]].String() }

// UserEntries are the ids of the user's own entries that decided rows, sorted.
func (r *Rows) UserEntries() []string { return userEntries(r.whys) }

func (r *Rows) texts(row int32) lexicon.Texts {
	return lexicon.Texts{Title: r.l.RawTitle(row), Party: r.l.RawParty(row), Kind: r.l.RawKind(row)}
}

func (r *Rows) facts(row int32) lexicon.Row {
	source := r.l.Account(row)
	f := lexicon.Row{Sign: lexicon.SignOut, Country: wordsCountry(r.l, r.parties, source), Currency: namedCurrency(r.l.Currency(row)),
		Number: r.l.PartyIBAN(row).Raw()}
	if r.comesIn(row) {
		f.Sign = lexicon.SignIn
	}
	return f
}

// comesIn reports whether a row is money that came in. One whose amount could not be read is looked at as if it had gone out.
func (r *Rows) comesIn(row int32) bool { return r.l.Amount(row) >= 0 && !r.l.AmountUnread(row) }
