package ledger

import (
	"math"
	"slices"
	"sort"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// noBalance marks a row whose bank gave no balance; no decimal of a reply parses to it.
const noBalance = aisclient.Amount(math.MinInt64)

// columns are the rows, one slice a field, all of the same length. They only ever grow at the end: what was
// written stays as it is. That is what lets a prefix share its memory with the builder that keeps appending.
type columns struct {
	date    []aisclient.Date
	on      []aisclient.Date
	amount  []aisclient.Amount
	balance []aisclient.Amount
	party   []int32
	iban    []int32
	kind    []int32
	status  []int32
	labels  []int32 // label sets
	source  []int32

	titles     textColumn
	foldTitles textColumn

	parties, ibans, kinds, statuses, labelNames dictionary
	states                                      []aisclient.RowState // by status

	sets     []labelSet
	symbols  symbols
	rawTitle rawTitles
	unbooked rowList // rows without a booking date
}

// prefix returns the columns as they are now, sharing memory but capped, so that what the builder appends
// later lies outside of them.
func (c *columns) prefix() columns {
	p := *c
	p.date, p.on = slices.Clip(c.date), slices.Clip(c.on)
	p.amount, p.balance = slices.Clip(c.amount), slices.Clip(c.balance)
	p.party, p.iban, p.kind = slices.Clip(c.party), slices.Clip(c.iban), slices.Clip(c.kind)
	p.status, p.labels, p.source = slices.Clip(c.status), slices.Clip(c.labels), slices.Clip(c.source)
	p.titles, p.foldTitles = c.titles.prefix(), c.foldTitles.prefix()
	p.parties, p.ibans, p.kinds = c.parties.prefix(), c.ibans.prefix(), c.kinds.prefix()
	p.statuses, p.labelNames = c.statuses.prefix(), c.labelNames.prefix()
	p.sets, p.states = slices.Clip(c.sets), slices.Clip(c.states)
	p.symbols, p.rawTitle = slices.Clip(c.symbols), slices.Clip(c.rawTitle)
	p.unbooked = slices.Clip(c.unbooked)
	return p
}

// labelSet is a distinct combination of labels. Set 0 is empty.
type labelSet struct {
	ids   []int32 // in labelNames, in the order of texts
	texts []text.Text
}

// rowList is a sorted list of the few rows that have something.
type rowList []int32

func (r rowList) has(row int32) bool {
	_, ok := slices.BinarySearch(r, row)
	return ok
}

// symbols are the few rows with a variable or constant symbol, sorted by row.
type symbols []symbolPair

type symbolPair struct {
	row                int32
	variable, constant text.Text
}

func (s symbols) at(row int32) (variable, constant text.Text) {
	i := sort.Search(len(s), func(i int) bool { return s[i].row >= row })
	if i < len(s) && s[i].row == row {
		return s[i].variable, s[i].constant
	}
	return text.Text{}, text.Text{}
}
