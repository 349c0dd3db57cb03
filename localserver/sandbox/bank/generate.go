package bank

import (
	"cmp"
	"slices"
	"strings"
)

// event is a movement before it is booked: no balance yet, labels not yet decided.
type event struct {
	day     Day
	amount  Money
	class   string
	title   string
	party   string
	iban    string
	kind    string   // the bank's word; empty: the class's
	labels  []string // instead of the class's
	usual   Money    // of a salary: the usual pay
	late    bool
	repeats bool // the month before had it too
	vs, ks  string
	hidden  bool         // no row of its own
	exact   *Transaction // the row as it is to be, but for the balance
}

// maker makes one customer. ledgers holds the events of each account and card by id.
type maker struct {
	seed     uint64
	today    Day
	first    Day // first day of the history, a first of a month
	spec     *CustomerSpec
	country  string
	currency string
	ledgers  map[string][]event
	ibans    map[string]string
}

func makeCustomer(seed uint64, today Day, spec *CustomerSpec, country string) *Customer {
	months := cmp.Or(spec.Months, 24)
	m := &maker{seed: seed, today: today, first: today.FirstOfMonth(-months), spec: spec, country: country,
		currency: cmp.Or(currencies[country], "EUR"), ledgers: map[string][]event{}, ibans: map[string]string{}}
	for _, a := range spec.Accounts {
		m.ibans[a.ID] = cmp.Or(a.IBAN, newIBAN(m.dice(0, "account", a.ID), country))
	}
	for i := range spec.Flows {
		m.flow(&spec.Flows[i])
	}
	for i := range spec.Habits {
		m.habit(&spec.Habits[i])
	}
	for i := range spec.Transactions {
		m.exactly(&spec.Transactions[i])
	}
	for i := range spec.Cards {
		m.repay(&spec.Cards[i])
	}
	for i := range spec.Accounts {
		m.sweep(&spec.Accounts[i])
	}
	return m.customer()
}

// dice are the customer's own for a day and a thing.
func (m *maker) dice(day Day, names ...string) dice {
	return newDice(m.seed, day, append([]string{m.country, m.spec.Login}, names...)...)
}

// last is the newest day that anything happened: booked one day later, that is today.
func (m *maker) last() Day { return m.today - 1 }

func (m *maker) add(ledger string, e event) {
	if e.day >= m.first && e.day <= m.last() {
		m.ledgers[m.ledger(ledger)] = append(m.ledgers[m.ledger(ledger)], e)
	}
}

func (m *maker) ledger(id string) string { return cmp.Or(id, m.spec.Accounts[0].ID) }

// fill puts chance and the calendar into a title. Chance is drawn whether the title uses it or
// not, so that a changed title changes no amount.
func (m *maker) fill(s string, day Day, d dice) string {
	if !strings.Contains(s, "{") {
		return s
	}
	before, now := day.FirstOfMonth(-1).String(), day.String()
	values := map[string]string{"month": now[5:7], "year": now[:4], "prev": before[5:7], "prevyear": before[:4],
		"city": pick(d, citiesOf(m.country)), "no": d.digits(4), "ref": d.digits(9)}
	var b strings.Builder
	for {
		text, rest, open := strings.Cut(s, "{")
		b.WriteString(text)
		name, after, closed := strings.Cut(rest, "}")
		value, known := values[name]
		switch {
		case !open:
			return b.String()
		case closed && known:
			b.WriteString(value)
			s = after
		default: // a brace of the title's own
			b.WriteByte('{')
			s = rest
		}
	}
}

// book turns a ledger's events into transactions, newest first, that end at the closing balance.
func (m *maker) book(id string, closing Money) []Transaction {
	events := m.ledgers[id]
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(b.day, a.day) })
	list := make([]Transaction, 0, len(events))
	balance := closing
	for i := range events {
		e := &events[i]
		if !e.hidden {
			d := m.dice(e.day, "book", id, e.class, e.title, e.amount.String())
			t := m.transaction(e, d)
			t.Balance = balance
			list = append(list, t)
		}
		if e.exact == nil || e.exact.Status == booked {
			balance -= e.amount
		}
	}
	return list
}

// without leaves out the rows of the calendar months so many months ago. Balances stay as they are.
func (m *maker) without(list []Transaction, months []int) []Transaction {
	return slices.DeleteFunc(list, func(t Transaction) bool {
		return slices.ContainsFunc(months, func(ago int) bool {
			return t.BookedOn.FirstOfMonth(0) == m.today.FirstOfMonth(-ago)
		})
	})
}

// transaction words one event as this bank does. Banks are not consistent, so neither is this one:
// about one kind in twelve is missing, and now and then a party comes without its IBAN or the
// reverse (both were seen in real replies).
func (m *maker) transaction(e *event, d dice) Transaction {
	if e.exact != nil {
		return *e.exact
	}
	t := Transaction{TransactionOn: e.day, BookedOn: e.day + 1, Amount: e.amount, Title: e.title, Party: e.party, PartyIBAN: e.iban,
		Kind: cmp.Or(e.kind, words(m.country)[classes[e.class].kind]), Status: booked, VariableSymbol: e.vs, ConstantSymbol: e.ks}
	switch roll := d.Float64(); {
	case roll < 0.05 && t.PartyIBAN != "":
		t.Party = ""
	case roll < 0.12 && t.Party != "":
		t.PartyIBAN = ""
	}
	if d.chance(0.08) {
		t.Kind = ""
	}
	t.Labels = labelsOf(e, d)
	return t
}

// booked is the status of a row that moved the balance.
const booked = "DONE"

// exactly books a row of the customers file, if its day has come.
func (m *maker) exactly(s *TransactionSpec) {
	day := m.today - Day(s.DaysAgo)
	if s.Date != "" {
		day, _ = ParseDay(s.Date)
	}
	if day > m.last() {
		return
	}
	sign, amounts, _ := parseFlowAmount(s.Amount)
	amount := sign * amounts.lo
	t := &Transaction{TransactionOn: day, BookedOn: day + 1, Amount: amount, Title: s.Title, Party: s.Party, PartyIBAN: s.IBAN, Kind: s.Kind,
		Status: cmp.Or(s.Status, booked), Labels: s.Labels, VariableSymbol: s.VariableSymbol, ConstantSymbol: s.ConstantSymbol}
	if s.Booked != "" {
		t.BookedOn, _ = ParseDay(s.Booked)
	}
	if len(t.Labels) == 0 {
		t.Labels = Recognise(t)
	}
	id := m.ledger(s.Account)
	m.ledgers[id] = append(m.ledgers[id], event{day: day, amount: amount, exact: t})
}
