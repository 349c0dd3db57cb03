// Package stream makes series of payments out of rows: what comes in from a payer and what goes out to one, how often,
// how much a month, and how much of the income is proven and how much only possible (judgement, section 5).
//
// An income is an interval from what is proven to that and what is possible: the package never chooses between them.
package stream

import (
	"cmp"
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/rules"
)

// Input is what streams are made of.
type Input struct {
	Ledger  *ledger.Ledger
	Parties *party.Table
	// Category is what a row is.
	Category func(row int32) category.Category
	// Doubt reports whether a row may be possible, but proves nothing: its balances contradict it. Nil doubts none.
	Doubt func(row int32) bool
	// Unsure reports whether a row's category is of low confidence: a stream that is mostly of such rows proves nothing.
	// Nil is none.
	Unsure func(row int32) bool
	// Void reports whether a row never took place: cancelled or rejected. Nil is none.
	Void func(row int32) bool
	// Unproven reports whether an account proves nothing by itself, as one of a statement file: what comes in there is
	// possible only. Nil is none.
	Unproven func(source int) bool
	// Given reports whether a person decided a row's category: who its counterparty is does not matter then. Nil is
	// none.
	Given func(row int32) bool
	// Sources are the accounts and cards in scope, by index; nil is all. Rows of others are in no stream.
	Sources []int
	// Gaps are the days of an account without data; nil is none.
	Gaps func(source int) []cadence.Gap
	// Since is the first day that the data of an account speaks of, zero where it speaks of none; nil is not known.
	Since func(source int) aisclient.Date
	// Day is the day of the data: what is later is in nothing.
	Day aisclient.Date
	// Name is the person whose income is asked for; empty where nobody is claimed. It decides about joint accounts.
	Name string
	// Rules are the thresholds; nil are the built-in ones.
	Rules *rules.Set
}

// Reason is why rows are in no income, or prove none.
type Reason string

// Reasons. Those from "own money" to "rows of the future" keep rows out of every sum, the others make them possible only.
const (
	OwnMoney      Reason = "money between own accounts"
	RelatedPerson Reason = "money from a related person"
	CircleMoney   Reason = "money that went back to its payer"
	StoppedStream Reason = "a stream that has stopped"
	OthersIncome  Reason = "another owner's income"
	Cancelled     Reason = "rows that cancel each other"
	CopiedRow     Reason = "rows that stand twice"
	NotBooked     Reason = "rows that are not booked"
	FutureRow     Reason = "rows dated in the future"
	DebtAccount   Reason = "credits of an account that is a debt"
	NotSure       Reason = "rows that prove nothing by themselves"
	EarlyStream   Reason = "a stream with too few payments"
	LateStream    Reason = "a stream whose last payment is late"
	NoRhythm      Reason = "payments without a rhythm"
	UnnamedPayer  Reason = "a payer that nobody names"
	PersonalPayer Reason = "a payer that is a person"
	FamilyFirm    Reason = "a firm under the name of a relative or of the applicant"
	HomePayer     Reason = "a payer at the address of an owner of the account"
	FamilySender  Reason = "a title that names a relative or the applicant as the sender"
	OthersPay     Reason = "pay that names somebody else"
	EndedJob      Reason = "pay whose payer says that the employment ended"
	NotPublic     Reason = "a benefit whose payer is no public office"
	NoPensionFund Reason = "a pension whose payer is a company of another kind"
	ShortStream   Reason = "a stream of less than 8 weeks"
	YoungBusiness Reason = "business receipts of less than 6 months"
	TaxAndCosts   Reason = "turnover above the least half-year after tax, contributions and costs"
	NoTaxes       Reason = "business receipts without tax or social insurance going out"
	OwnerUnnamed  Reason = "a joint account on which no owner is named"
	SomeWentBack  Reason = "a part that went back to its payer"
	KindOnly      Reason = "income of a kind that payments alone do not prove"
)

// noIncome is the reason of money that is no income by its kind: a loan, a refund, winnings.
func noIncome(c category.Category) Reason { return Reason(c.Label() + ", which is no income") }

// Stream is the payments of one payer, category, currency and direction that belong together.
type Stream struct {
	Payer    party.ID
	Name     string
	ByTitle  bool   // nobody is named: Name is what the titles have in common, folded,
	Title    string // and this is how the last of them writes it; empty where the titles have nothing in common
	Category category.Category
	Currency aisclient.Currency
	In       bool
	Series   cadence.Series
	// Rows are those that count, Extra those that are possible only: second copies, rows in doubt. In the ledger's order.
	Rows, Extra []int32
	// Taken are due dates that were met by rows which a person excluded or relabelled: Series has them neither as met nor missed.
	Taken []aisclient.Date
	// Owner is the one owner of a joint account that the rows name; empty where they name none.
	Owner string
	// Proven and Possible are what of it is income a month, Possible beyond Proven; both zero for what goes out. Why says
	// what keeps it from being proven, or from counting at all.
	Proven, Possible aisclient.Amount
	Why              []Reason
	// From and To are the days that decide about it: the last three cycles, at least 90 days.
	From, To aisclient.Date
	// Back is what went back to the payer in those days, BackRows the rows with which it did.
	Back     aisclient.Amount
	BackRows []int32
}

// onlyExtra reports whether all rows of a stream may not be booked, or may be copies.
func (st *Stream) onlyExtra() bool { return len(st.Extra) > 0 && st.Rows[0] == st.Extra[0] }

// Kind is what the payments are called in a sentence, before "from" or "to" a payer.
func (s *Stream) Kind() string {
	switch s.Category {
	case category.OtherIn, category.PersonIn:
		return "money"
	case category.OtherOut, category.PersonOut:
		return "payments"
	}
	return s.Category.Label()
}

// Called is what people call the other side; empty where nobody is named.
func (s *Stream) Called() string { return cmp.Or(s.Title, s.Name) }

// Payee is the other side in a sentence: its name, or that nobody is named.
func (s *Stream) Payee() string { return cmp.Or(s.Called(), "nobody named") }

// Counted reports whether the stream is in an income at all.
func (s *Stream) Counted() bool { return s.Proven > 0 || s.Possible > 0 }

// Streams are all streams of the accounts in scope.
type Streams struct {
	in  Input
	all []Stream
	// rows are the rows in scope that came in, out those that went out, both of days up to the data's.
	rows, out []int32
	acted     []int32                               // rows in scope that a person excluded or relabelled
	first     map[aisclient.Currency]aisclient.Date // the first booked day in scope
	scope     []bool
	payBack   map[party.ID][]int32 // by payer: the rows with which parts of his pay go back to somebody else
}

// Build finds the streams. It gives way to others in the background, and ends with its context. The error is ctx's.
func Build(ctx context.Context, in Input) (*Streams, error) {
	in.Rules = in.Rules.Or()
	s := &Streams{in: in, first: map[aisclient.Currency]aisclient.Date{}, scope: make([]bool, len(in.Ledger.Sources()))}
	for i := range s.scope {
		s.scope[i] = in.Sources == nil || slices.Contains(in.Sources, i)
	}
	put := grouping{s}
	groups, err := put.groups(ctx)
	if err != nil {
		return nil, err
	}
	s.findPayBack()
	j := judge{s, map[int]identity.People{}}
	for i := range groups {
		if i%64 == 0 && !in.Ledger.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		for _, part := range put.split(&groups[i]) {
			s.all = append(s.all, j.stream(part))
		}
	}
	businessJudge{j}.settle()
	s.sort()
	return s, nil
}

// sort orders streams: what comes in first, by currency, then the greatest first.
func (s *Streams) sort() {
	currencies := s.in.Ledger.Currencies()
	slices.SortStableFunc(s.all, func(x, y Stream) int {
		if x.In != y.In {
			if x.In {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(slices.Index(currencies, x.Currency), slices.Index(currencies, y.Currency)),
			cmp.Compare(y.Proven, x.Proven), cmp.Compare(y.Series.Monthly, x.Series.Monthly), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Rows[0], y.Rows[0]))
	})
}

// unproven reports whether a row is on an account that proves nothing by itself.
func (in *Input) unproven(row int32) bool {
	return in.Unproven != nil && in.Unproven(in.Ledger.Account(row))
}

// All are the streams, what comes in first, the greatest first within a currency. Do not change them.
func (s *Streams) All() []Stream { return s.all }

// Recurring are the streams that have a cycle and enough payments, in the order of All.
func (s *Streams) Recurring() []*Stream {
	var out []*Stream
	for i := range s.all {
		if s.all[i].Series.Mature {
			out = append(out, &s.all[i])
		}
	}
	return out
}

// Day is the day of the data.
func (s *Streams) Day() aisclient.Date { return s.in.Day }

// First is the first booked day of the accounts in scope in a currency of which their data speaks; zero where they have none.
func (s *Streams) First(c aisclient.Currency) aisclient.Date { return s.first[c] }
