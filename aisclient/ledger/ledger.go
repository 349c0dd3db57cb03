// Package ledger holds an import's transactions as a table that answers questions at the speed of typing:
// filter, sort, group, total, export.
//
// Rows live in columns. A row id is the row's place in the reply (accounts in order, then cards), an int32
// that never changes; everything a screen remembers (cursor, marks, selections) is a row id. One query gives
// one Result, and table, totals, chart and export all read that Result, so they cannot disagree. Nothing here
// ever adds two currencies.
//
// A Ledger never changes after it was handed out and may be used by several goroutines.
package ledger

import (
	"context"
	"io"
	"unsafe"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/internal/priority"
	"aisdesk/aisclient/text"
)

// Ledger is a table of transactions, complete or the beginning of one that is still being read.
type Ledger struct {
	columns
	sources    []SourceInfo
	currencies []aisclient.Currency // distinct, in order of the sources
	currencyOf []int32              // by source: index in currencies
	imp        *aisclient.Import
	complete   bool
	cause      error
	lost       string                 // see ColLost
	future     rowList                // booked rows of days after the data's day
	notes      *Annotations           // nil without
	excluded   *RowSet                // rows that a person took out of all sums; nil without
	acted      map[int32]Acted        // what people did with rows
	pairs      map[int32]Pair         // the other rows of transfers between the accounts
	ids        func(row int32) string // nil where no reply is known
	cache      cache
	gate       *priority.Gate // shared by a ledger and the same with annotations
}

// Len is the number of rows; row ids run from 0 to Len-1.
func (l *Ledger) Len() int { return len(l.amount) }

// Complete reports whether every row of the reply is here and the whole reply was found sound.
func (l *Ledger) Complete() bool { return l.complete }

// Err says why a ledger that is not complete will not become so; nil while it is still being read. It is the error that ended the
// reading.
func (l *Ledger) Err() error { return l.cause }

// Import is what the reply says besides the transactions; nil until the whole reply was read.
func (l *Ledger) Import() *aisclient.Import { return l.imp }

// Sources are the accounts and cards that rows belong to, in the reply's order. Do not change them.
func (l *Ledger) Sources() []SourceInfo { return l.sources }

// Currencies are the distinct currencies of the sources, in their order.
func (l *Ledger) Currencies() []aisclient.Currency { return l.currencies }

// Date is the booking date, or the transaction date where the bank gave no booking date.
func (l *Ledger) Date(row int32) aisclient.Date { return l.date[row] }

// TransactionOn is the day on which the movement happened; zero where the bank gave none.
func (l *Ledger) TransactionOn(row int32) aisclient.Date { return l.on[row] }

// Amount is the movement in the row's currency; negative is outgoing. It is zero and means nothing where it could not be
// read: see AmountUnread.
func (l *Ledger) Amount(row int32) aisclient.Amount { return l.amount[row] }

// Balance is the balance after the row as the bank gave it; false where the bank gave none. It is never
// computed, so it is true wherever it is shown.
func (l *Ledger) Balance(row int32) (aisclient.Amount, bool) {
	b := l.balance[row]
	if b == noBalance {
		return 0, false
	}
	return b, true
}

// Title is the transfer's title.
func (l *Ledger) Title(row int32) text.Text { return text.Clean(l.RawTitle(row)) }

// FoldedTitle is text.Fold of the title with runs of blanks as one, as searching compares it. It costs nothing.
func (l *Ledger) FoldedTitle(row int32) string { return l.foldTitles.at(row) }

// title is Title's text without a copy: it points into the buffer, which nobody changes.
func (l *Ledger) title(row int32) string { return l.titles.at(row) }

// Party is the counterparty's name and address.
func (l *Ledger) Party(row int32) text.Text { return l.parties.text(l.PartyID(row)) }

// PartyIBAN is the counterparty's account.
func (l *Ledger) PartyIBAN(row int32) text.Text { return l.ibans.text(l.PartyIBANID(row)) }

// Kind is the kind of transaction in the bank's own words.
func (l *Ledger) Kind(row int32) text.Text { return l.kinds.text(l.KindID(row)) }

// Status is the status as written; empty where the bank gave none, which means booked.
func (l *Ledger) Status(row int32) text.Text { return l.statuses.text(l.StatusID(row)) }

// State is what the row's status means, or that its amount could not be read, or that it is excluded, or of a account of a stranger.
func (l *Ledger) State(row int32) aisclient.RowState {
	switch {
	case l.isStranger(row):
		return aisclient.RowStranger
	case l.AmountUnread(row):
		return aisclient.RowUnread
	case l.Excluded(row):
		return aisclient.RowExcluded
	case l.future.has(row):
		return aisclient.RowFuture
	}
	return l.states[l.status[row]]
}

// Booked reports whether the row counts in sums: status DONE, a word for it, or no status, a readable amount, not
// excluded, of no day that is still to come and of no account of a stranger.
func (l *Ledger) Booked(row int32) bool {
	return l.states[l.status[row]] == aisclient.RowBooked && !l.AmountUnread(row) && !l.Excluded(row) && (len(l.future) == 0 || !l.future.has(row)) && !l.isStranger(row)
}

func (l *Ledger) isStranger(row int32) bool { return l.sources[l.source[row]].Stranger }

// waits reports whether the bank has not booked the row, whatever a person did with it and whether its amount can be read.
func (l *Ledger) waits(row int32) bool {
	return l.states[l.status[row]] != aisclient.RowBooked || len(l.future) > 0 && l.future.has(row)
}

// Unread are the fields of a row that could not be read; none of most rows. Do not change them.
func (l *Ledger) Unread(row int32) []aisclient.UnreadCell { return l.unread.at(row).cells }

// AmountUnread reports whether the amount of a row could not be read. It is in no sum then.
func (l *Ledger) AmountUnread(row int32) bool { return len(l.unread) > 0 && l.unread.at(row).amount }

// Labels are the row's labels, sorted. Do not change them.
func (l *Ledger) Labels(row int32) []text.Text { return l.sets[l.labels[row]].texts }

// Account is the row's source: an index into Sources.
func (l *Ledger) Account(row int32) int { return int(l.source[row]) }

// Source is the account or card of the row.
func (l *Ledger) Source(row int32) *SourceInfo { return &l.sources[l.source[row]] }

// Currency is the currency of the row's account or card.
func (l *Ledger) Currency(row int32) aisclient.Currency { return l.sources[l.source[row]].Currency }

// Symbols are the Czech variable and constant symbols; both empty on most rows.
func (l *Ledger) Symbols(row int32) (variable, constant text.Text) { return l.symbols.at(row) }

// Transaction gives the row's fields together, as the reply had them.
func (l *Ledger) Transaction(row int32) aisclient.Transaction {
	b, has := l.Balance(row)
	vs, cs := l.Symbols(row)
	booked := l.date[row]
	if l.unbooked.has(row) {
		booked = 0
	}
	digits := l.digits.at(row)
	return aisclient.Transaction{
		TransactionOn: l.on[row], BookedOn: booked, Amount: l.amount[row], Balance: b, HasBalance: has,
		AmountDigits: digits.amount, BalanceDigits: digits.balance,
		Title: l.Title(row), Party: l.Party(row), PartyIBAN: l.PartyIBAN(row), Kind: l.Kind(row),
		Status: l.Status(row), Labels: l.Labels(row), VariableSymbol: vs, ConstantSymbol: cs,
		Unread: l.Unread(row),
	}
}

func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// firstPublished is how many rows make the first provisional ledger: a few screens, read in a moment
// whatever the size of the whole.
const firstPublished = 1000

// Load reads a reply into a ledger. While it reads it hands out provisional ledgers of the rows so far: the
// first after 1,000 rows, then each time their number has doubled. publish runs on Load's goroutine and may
// be nil; what it gets may be used from any goroutine while Load goes on, because rows are only ever added
// behind it.
//
// The ledger that Load returns is complete if and only if the error is nil: the whole reply was read and is
// sound. After an error (a reply cut short, a bad amount, a cancelled context) it is the rows that were read
// before, incomplete, with the error as its Err; it is nil where there was none.
func Load(ctx context.Context, r io.Reader, o aisclient.DecodeOptions, publish func(*Ledger)) (*Ledger, *aisclient.Import, error) {
	b := NewBuilder(publish)
	imp, err := aisclient.DecodeRows(ctx, r, o, b.Add)
	switch {
	case err == nil:
		return b.Finish(imp), imp, nil
	case b.rows.empty():
		return nil, imp, err
	}
	return b.rows.provisional(err), imp, err
}

// Builder makes a ledger of rows as they are decoded: Add is a RowFunc.
type Builder struct {
	rows    *builder
	next    int // rows that make the next provisional ledger
	publish func(*Ledger)
}

// NewBuilder makes a builder that hands out provisional ledgers as Load does; publish may be nil.
func NewBuilder(publish func(*Ledger)) *Builder {
	return &Builder{rows: newBuilder(), next: firstPublished, publish: publish}
}

// Add takes one row. Its error is ErrTooManyRows.
func (b *Builder) Add(imp *aisclient.Import, src aisclient.Source, tx *aisclient.Transaction) error {
	if err := b.rows.add(imp, src, tx); err != nil {
		return err
	}
	if len(b.rows.amount) == b.next {
		b.next *= 2
		if b.publish != nil {
			b.publish(b.rows.provisional(nil))
		}
	}
	return nil
}

// Finish is the complete ledger of an import that was decoded to its end.
func (b *Builder) Finish(imp *aisclient.Import) *Ledger { return b.rows.finish(imp) }
