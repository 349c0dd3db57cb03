package ledger

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/internal/priority"
	"aisdesk/aisclient/text"
)

// ErrTooManyRows says that an import has more rows or text than row ids and offsets can count.
var ErrTooManyRows = errors.New("the import has more transactions than this program can hold")

// maxBlocks is how many text blocks an offset can address.
const maxBlocks = math.MaxUint32 / blockSize

// builder appends rows to columns.
type builder struct {
	columns
	sources []SourceInfo
	current aisclient.Source

	partyIDs, ibanIDs, kindIDs, statusIDs, labelIDs map[string]int32
	setIDs                                          map[string]int32
	key                                             []byte // scratch for label sets
}

// empty reports whether there is no row yet.
func (b *builder) empty() bool { return len(b.amount) == 0 }

func newBuilder() *builder {
	b := &builder{current: aisclient.Source{Target: -1, Account: -1, Card: -1}, setIDs: map[string]int32{"": 0}}
	b.sets, b.states = []labelSet{{}}, []aisclient.RowState{aisclient.RowBooked}
	for _, d := range []struct {
		dict *dictionary
		ids  *map[string]int32
	}{{&b.parties, &b.partyIDs}, {&b.ibans, &b.ibanIDs}, {&b.kinds, &b.kindIDs}, {&b.statuses, &b.statusIDs}, {&b.labelNames, &b.labelIDs}} {
		*d.ids = map[string]int32{"": 0}
		d.dict.vals, d.dict.folded = []text.Text{{}}, []string{""}
	}
	return b
}

// FromImport makes a ledger of a decoded import with its transactions. Its only error is ErrTooManyRows.
func FromImport(imp *aisclient.Import) (*Ledger, error) {
	b := newBuilder()
	for t := range imp.Targets {
		for a := range imp.Targets[t].Accounts {
			src := aisclient.Source{Target: t, Account: a, Card: -1}
			if err := b.addAll(imp, src, imp.Targets[t].Accounts[a].Transactions); err != nil {
				return nil, err
			}
		}
		for c := range imp.Targets[t].CreditCards {
			src := aisclient.Source{Target: t, Account: -1, Card: c}
			if err := b.addAll(imp, src, imp.Targets[t].CreditCards[c].Transactions); err != nil {
				return nil, err
			}
		}
	}
	return b.finish(imp), nil
}

func (b *builder) addAll(imp *aisclient.Import, src aisclient.Source, txs []aisclient.Transaction) error {
	for i := range txs {
		if err := b.add(imp, src, &txs[i]); err != nil {
			return err
		}
	}
	return nil
}

// add appends one row. The source's fields are read when its first row comes.
func (b *builder) add(imp *aisclient.Import, src aisclient.Source, tx *aisclient.Transaction) error {
	row := len(b.amount)
	if row == math.MaxInt32 || len(b.titles.blocks) >= maxBlocks || len(b.foldTitles.blocks) >= maxBlocks {
		return fmt.Errorf("%w: stopped after %d", ErrTooManyRows, row)
	}
	if src != b.current {
		b.openSource(imp, src)
	}
	b.addDates(tx)
	b.amount = append(b.amount, tx.Amount)
	if tx.HasBalance {
		b.balance = append(b.balance, tx.Balance)
	} else {
		b.balance = append(b.balance, noBalance)
	}
	if tx.AmountDigits != "" || tx.BalanceDigits != "" {
		b.digits = append(b.digits, rowDigits{int32(row), tx.AmountDigits, tx.BalanceDigits})
	}
	b.source = append(b.source, int32(len(b.sources)-1))
	b.party = append(b.party, b.parties.rowID(b.partyIDs, row, tx.Party, fold))
	b.iban = append(b.iban, b.ibans.rowID(b.ibanIDs, row, tx.PartyIBAN, foldIBAN))
	b.kind = append(b.kind, b.kinds.rowID(b.kindIDs, row, tx.Kind, fold))
	b.status = append(b.status, b.statuses.rowID(b.statusIDs, row, tx.Status, fold))
	for n := len(b.states); n < len(b.statuses.vals); n++ {
		b.states = append(b.states, aisclient.ParseRowState(b.statuses.vals[n].String()))
	}
	b.labels = append(b.labels, b.labelSet(tx.Labels))
	b.addTitle(tx.Title.String())
	if tx.Title.Altered() {
		b.rawTitle = append(b.rawTitle, rawTitle{int32(row), tx.Title.Raw()})
	}
	if len(tx.Unread) > 0 {
		b.unread = append(b.unread, unreadRow{int32(row), tx.AmountUnread(), tx.Unread})
	}
	if !tx.VariableSymbol.Empty() || !tx.ConstantSymbol.Empty() {
		b.symbols = append(b.symbols, symbolPair{int32(row), tx.VariableSymbol, tx.ConstantSymbol})
	}
	return nil
}

func (b *builder) openSource(imp *aisclient.Import, src aisclient.Source) {
	b.closeSource()
	info := sourceInfo(imp, src)
	info.First = int32(len(b.amount))
	b.sources = append(b.sources, info)
	b.current = src
}

func (b *builder) closeSource() {
	if n := len(b.sources); n > 0 {
		b.sources[n-1].Last = int32(len(b.amount))
	}
}

func (b *builder) addDates(tx *aisclient.Transaction) {
	booked := tx.BookedOn
	if booked.Empty() {
		b.unbooked = append(b.unbooked, int32(len(b.amount)))
		booked = tx.TransactionOn
	}
	b.date = append(b.date, booked)
	b.on = append(b.on, tx.TransactionOn)
}

func (b *builder) addTitle(s string) {
	b.titles.add(len(s), func(dst []byte) []byte { return append(dst, s...) })
	// A folded character is at most three bytes longer than the character: room for the worst case.
	b.foldTitles.add(min(4*len(s), math.MaxUint16), func(dst []byte) []byte {
		from := len(dst)
		dst = appendFold(dst, s)
		return dst[:min(len(dst), from+math.MaxUint16)]
	})
}

// labelSet finds or adds a combination of labels.
func (b *builder) labelSet(labels []text.Text) int32 {
	b.key = b.key[:0]
	for _, l := range labels {
		b.key = append(append(b.key, l.String()...), textEnd)
	}
	if id, ok := b.setIDs[string(b.key)]; ok {
		return id
	}
	set := labelSet{}
	sorted := slices.Clone(labels)
	slices.SortFunc(sorted, func(x, y text.Text) int { return strings.Compare(x.String(), y.String()) })
	for _, l := range slices.CompactFunc(sorted, text.Text.Equal) {
		if l.Empty() {
			continue
		}
		id := b.labelNames.id(b.labelIDs, l, fold)
		set.ids = append(set.ids, id)
		set.texts = append(set.texts, b.labelNames.vals[id])
	}
	id := int32(0)
	if len(set.ids) > 0 {
		id = int32(len(b.sets))
		b.sets = append(b.sets, set)
	}
	b.setIDs[string(b.key)] = id
	return id
}

// provisional is the ledger of the rows so far. It shares memory with the builder, which only ever appends.
func (b *builder) provisional(cause error) *Ledger {
	b.closeSource()
	l := &Ledger{columns: b.columns.prefix(), sources: slices.Clone(b.sources), cause: cause, gate: &priority.Gate{}}
	l.indexCurrencies()
	return l
}

// finish makes the complete ledger: sources are read again because owners follow the transactions in a
// reply, and sources without rows appear too.
func (b *builder) finish(imp *aisclient.Import) *Ledger {
	b.closeSource()
	l := &Ledger{columns: b.columns, imp: imp, complete: true, gate: &priority.Gate{}, lost: lostOf(imp)}
	renumber := make([]int32, len(b.sources))
	known := map[aisclient.Source]int{}
	for i, s := range b.sources {
		known[s.Source] = i
	}
	for t := range imp.Targets {
		for a := range imp.Targets[t].Accounts {
			l.adopt(b, known, renumber, imp, aisclient.Source{Target: t, Account: a, Card: -1})
		}
		for c := range imp.Targets[t].CreditCards {
			l.adopt(b, known, renumber, imp, aisclient.Source{Target: t, Account: -1, Card: c})
		}
	}
	l.renumberSources(renumber)
	l.indexCurrencies()
	l.findFuture()
	return l
}

func (l *Ledger) adopt(b *builder, known map[aisclient.Source]int, renumber []int32, imp *aisclient.Import, src aisclient.Source) {
	info := sourceInfo(imp, src)
	info.First, info.Last = -1, -1
	if i, ok := known[src]; ok {
		info.First, info.Last = b.sources[i].First, b.sources[i].Last
		renumber[i] = int32(len(l.sources))
	} else {
		info.First, info.Last = 0, 0
	}
	l.sources = append(l.sources, info)
}

// renumberSources rewrites the source column into a new slice where sources without rows shifted the
// numbers: published prefixes still read the old one.
func (l *Ledger) renumberSources(to []int32) {
	same := true
	for i, n := range to {
		same = same && int32(i) == n
	}
	if same {
		return
	}
	fresh := make([]int32, len(l.source))
	for i, s := range l.source {
		fresh[i] = to[s]
	}
	l.source = fresh
}

func (l *Ledger) indexCurrencies() {
	l.nameUnknownCurrencies()
	l.currencyOf = make([]int32, len(l.sources))
	for i := range l.sources {
		c := l.sources[i].Currency
		k := slices.Index(l.currencies, c)
		if k < 0 {
			k = len(l.currencies)
			l.currencies = append(l.currencies, c)
		}
		l.currencyOf[i] = int32(k)
	}
}

// nameUnknownCurrencies tells apart the currencies that the bank did not name, so that no sum adds two accounts that may have
// different ones: "?" where one account has none, else "?1", "?2". Entries of one account share theirs.
func (l *Ledger) nameUnknownCurrencies() {
	var unknown []int
	var numbers []string
	for i := range l.sources {
		if s := &l.sources[i]; s.Currency == "" {
			unknown, numbers = append(unknown, i), append(numbers, s.IBAN.String())
		}
	}
	names, several := map[string]aisclient.Currency{}, len(unknown) > 1
	for k, i := range unknown {
		name, ok := names[numbers[k]]
		if !ok || numbers[k] == "" {
			name = "?"
			if several {
				name += aisclient.Currency(strconv.Itoa(k + 1))
			}
			names[numbers[k]] = name
		}
		l.sources[i].Currency = name
	}
}
