package merge

import (
	"cmp"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
)

// maxDays is how many days apart the two rows of a transfer are at most (casefile statement 12).
const maxDays = 3

// Transfer is money that went from one of the accounts to another.
type Transfer struct {
	Out, In int32 // rows
}

// Ambiguity are rows that could be transfers with one another in more than one way.
type Ambiguity struct {
	Out, In []int32
}

// candidate is a pair of rows that may be one transfer.
type candidate struct {
	out, in int32
	weak    bool // no number says so, only an owner's name
	days    int
}

func (c candidate) compare(o candidate) int {
	if c.weak != o.weak {
		return compareBool(c.weak, o.weak)
	}
	return cmp.Compare(c.days, o.days)
}

// findTransfers pairs rows one to one. Where two pairings are equally good none is taken.
func (m *Merged) findTransfers() {
	all, paired := m.candidates(), map[int32]bool{}
	for {
		taken := m.unequivocal(all)
		if len(taken) == 0 {
			break
		}
		for _, c := range taken {
			m.Transfers = append(m.Transfers, Transfer{c.out, c.in})
			paired[c.out], paired[c.in] = true, true
		}
		all = slices.DeleteFunc(all, func(c candidate) bool { return paired[c.out] || paired[c.in] })
	}
	slices.SortFunc(m.Transfers, func(x, y Transfer) int { return cmp.Compare(x.Out, y.Out) })
	m.Ambiguous = groups(all)
	m.Ledger = m.Ledger.WithPairs(m.pairs(all))
}

// pairs are the other rows of the transfers, and those that the candidates which were not taken leave open.
func (m *Merged) pairs(open []candidate) map[int32]ledger.Pair {
	out := map[int32]ledger.Pair{}
	for _, t := range m.Transfers {
		out[t.Out], out[t.In] = ledger.Pair{Rows: []int32{t.In}, Sure: true}, ledger.Pair{Rows: []int32{t.Out}, Sure: true}
	}
	for _, c := range open {
		out[c.out], out[c.in] = ledger.Pair{Rows: append(out[c.out].Rows, c.in)}, ledger.Pair{Rows: append(out[c.in].Rows, c.out)}
	}
	return out
}

// unequivocal are the candidates that are the one best of both of their rows.
func (m *Merged) unequivocal(all []candidate) []candidate {
	best := map[int32][]candidate{}
	for _, c := range all {
		for _, row := range []int32{c.out, c.in} {
			switch b := best[row]; {
			case len(b) == 0 || c.compare(b[0]) < 0:
				best[row] = []candidate{c}
			case c.compare(b[0]) == 0:
				best[row] = append(b, c)
			}
		}
	}
	var taken []candidate
	for _, c := range all {
		if b, d := best[c.out], best[c.in]; len(b) == 1 && len(d) == 1 && b[0] == c && d[0] == c {
			taken = append(taken, c)
		}
	}
	return taken
}

// groups puts candidates that share rows together.
func groups(all []candidate) []Ambiguity {
	var out []Ambiguity
	for _, c := range all {
		at := -1
		for i := 0; i < len(out); i++ {
			if !slices.Contains(out[i].Out, c.out) && !slices.Contains(out[i].In, c.in) {
				continue
			}
			if at < 0 {
				at = i
				continue
			}
			out[at].Out, out[at].In = append(out[at].Out, out[i].Out...), append(out[at].In, out[i].In...)
			out = slices.Delete(out, i, i+1)
			i--
		}
		if at < 0 {
			out, at = append(out, Ambiguity{}), len(out)
		}
		out[at].Out, out[at].In = append(out[at].Out, c.out), append(out[at].In, c.in)
	}
	for i := range out {
		slices.Sort(out[i].Out)
		slices.Sort(out[i].In)
		out[i].Out, out[i].In = slices.Compact(out[i].Out), slices.Compact(out[i].In)
	}
	return out
}

// side is a row of one account, as the other account may be named in it.
type side struct {
	row   int32
	day   aisclient.Date
	party string // canonical number of the other side; empty without
	name  string
}

// money is what both rows of a transfer have in common.
type money struct {
	currency aisclient.Currency
	amount   aisclient.Amount
}

// candidates are all pairs that may be transfers.
func (m *Merged) candidates() []candidate {
	l := m.Ledger
	in := map[money][]side{}
	for row := range int32(l.Len()) {
		if a := l.Amount(row); a > 0 && l.Booked(row) {
			k := money{l.Currency(row), a}
			in[k] = append(in[k], m.side(row))
		}
	}
	for _, sides := range in {
		slices.SortStableFunc(sides, func(x, y side) int { return cmp.Compare(x.day, y.day) })
	}
	numbers := m.numbers()
	isOwner := m.ownerNames()
	var all []candidate
	for row := range int32(l.Len()) {
		a := l.Amount(row)
		if a >= 0 || a == -a || !l.Booked(row) {
			continue
		}
		others := in[money{l.Currency(row), -a}]
		if len(others) == 0 {
			continue
		}
		out := m.side(row)
		near, _ := slices.BinarySearchFunc(others, out.day-maxDays, func(s side, day aisclient.Date) int { return cmp.Compare(s.day, day) })
		for _, o := range others[near:] {
			days := int(o.day - out.day)
			if days > maxDays {
				break
			}
			if l.Account(row) == l.Account(o.row) || out.day == 0 || o.day == 0 {
				continue
			}
			x, y := out.names(numbers[l.Account(o.row)], isOwner), o.names(numbers[l.Account(row)], isOwner)
			if x != another && y != another && max(x, y) > nobody {
				all = append(all, candidate{row, o.row, x != number && y != number, max(days, -days)})
			}
		}
	}
	return all
}

// What a row says of its other side.
const (
	another = iota - 1 // somebody else
	nobody             // nothing
	ownName            // an owner of the accounts
	number             // the other account's number
)

// names tells what a row says of its other side, should that be the account of a number.
func (s side) names(account string, isOwner func(string) bool) int {
	switch {
	case s.party != "" && s.party == account:
		return number
	case s.party != "":
		return another
	case s.name == "":
		return nobody
	case isOwner(s.name):
		return ownName
	}
	return another
}

func (m *Merged) side(row int32) side {
	l := m.Ledger
	return side{row, l.Date(row), identity.ParseNumber(l.PartyIBAN(row).Raw(), "").Canonical(), l.Party(row).String()}
}

// ownerNames tells whether a name, with or without an address, is that of an owner of the accounts.
func (m *Merged) ownerNames() func(string) bool {
	var owners []string
	for i := range m.Ledger.Sources() {
		for _, o := range m.Ledger.Sources()[i].Owners {
			owners = append(owners, o.String())
		}
	}
	known, people := map[string]bool{}, identity.PeopleOf(owners)
	return func(s string) bool {
		is, seen := known[s]
		if !seen {
			name, _ := identity.StripAddress(s)
			is = people.Match(name)
			known[s] = is
		}
		return is
	}
}

// numbers are the canonical numbers of the accounts; empty where the bank gives none or a masked one.
func (m *Merged) numbers() []string {
	out := make([]string, len(m.Ledger.Sources()))
	for i := range out {
		if n := identity.ParseNumber(m.Ledger.Sources()[i].IBAN.Raw(), ""); !n.Masked() {
			out[i] = n.Canonical()
		}
	}
	return out
}
